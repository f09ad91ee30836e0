import test from 'ava';
import type {PlannedStep} from '../../source/plan/plan.ts';
import {ActionError, ExternalError} from '../../source/errors/kinds.ts';
import {inspectAll, type InspectionOptions} from '../../source/runner/inspect-all.ts';
import type {Finding, Inspection} from '../../source/plan/finding.ts';
import type {AnyContext} from '../../source/steps/step.ts';
import {makeStep} from './make-step.ts';

type Look = (context: AnyContext) => Promise<Inspection>;

interface Behaviour {
	needs?: string[];
	inspectsWith?: string[];
	look: Look;
}

const ok: Look = async () => ({evidence: 'exists', findings: [], result: {id: 'x'}});
const absent: Look = async () => found({state: 'absent', evidence: 'there is none'});

function found(finding: Partial<Finding>, result?: unknown): Inspection {
	const {evidence = 'exists'} = finding;
	return {evidence, findings: [{code: 'test.found', state: 'drifted', evidence, ...finding}], ...(result !== undefined && {result})};
}

/** Inspects a list of steps that must never be applied or removed; the plan by id, and the ids that were inspected. */
async function inspected(behaviours: Record<string, Behaviour>) {
	const looked: string[] = [];
	const never = async () => Promise.reject(new Error('an inspection changes nothing'));
	const steps = Object.entries(behaviours).map(([id, {look, ...needs}]) =>
		makeStep(id, {
			...needs,
			async inspect(context: AnyContext) {
				looked.push(id);
				return look(context);
			},
			apply: never,
			remove: never,
		}),
	);
	// The runner never reads the deployment or the gateways; only steps do.
	const options = {deployment: {}, gateways: {}, signal: new AbortController().signal} as unknown as InspectionOptions;
	const planned = await inspectAll(steps, options);
	const plan = Object.fromEntries(planned.map(step => [step.step, step])) as Record<string, PlannedStep>;
	return {plan, looked, order: planned.map(({step}) => step)};
}

test('what exists is kept, what is absent is created, what differs is changed with the property that differs', async t => {
	const changes = [{property: 'size', from: 'small', to: 'large'}];
	const {plan} = await inspected({
		'azure.group': {look: ok},
		'azure.network': {look: absent},
		'azure.machine': {
			look: async () => found({evidence: 'small', cause: 'It is small.', fix: 'Resizes it.', downtime: 120, changes}),
		},
		'azure.address': {
			look: async () => found({state: 'broken', cause: 'It is elsewhere.', replace: true, blocked: 'Go there.'}),
		},
	});
	t.is(plan['azure.group']?.action, 'keep');
	t.is(plan['azure.network']?.action, 'create');
	t.like(plan['azure.machine'], {action: 'change', findings: [{changes, cause: 'It is small.', fix: 'Resizes it.', downtime: 120}]});
	t.like(plan['azure.address'], {action: 'replace', findings: [{blocked: 'Go there.'}]});
});

test('what comes after something absent is created too, says what it comes after, and is not looked at', async t => {
	const {plan, looked} = await inspected({
		'host.ssh': {look: ok, needs: ['azure.machine']},
		'host.program': {look: ok, needs: ['host.ssh']},
		'azure.machine': {look: absent},
	});
	t.deepEqual(looked, ['azure.machine']);
	t.like(plan['host.ssh'], {action: 'create', evidence: 'comes after: Thing azure.machine'});
	t.like(plan['host.program'], {action: 'create', evidence: 'comes after: Thing host.ssh'});
});

test('what depends on something that exists but is not right is unknown, never guessed', async t => {
	const {plan, looked} = await inspected({
		'azure.machine': {look: async () => found({evidence: 'stopped'})},
		'host.ssh': {look: ok, needs: ['azure.machine']},
		'tls.certificate': {look: ok, needs: ['host.ssh']},
	});
	t.deepEqual(looked, ['azure.machine']);
	t.like(plan['host.ssh'], {action: 'unknown', findings: [{cause: 'Can be inspected only after: Thing azure.machine.'}]});
	t.is(plan['tls.certificate']?.action, 'unknown');
});

test('something that is not right but hands over its result lets others look', async t => {
	const {plan} = await inspected({
		'azure.machine': {look: async () => found({evidence: 'untagged'}, {id: 'machine'})},
		'host.ssh': {
			needs: ['azure.machine'],
			look: async ({needs}) => ({evidence: needs['azure.machine'].id, findings: [], result: {id: 'ssh'}}),
		},
	});
	t.is(plan['azure.machine']?.action, 'change');
	t.like(plan['host.ssh'], {action: 'keep', evidence: 'machine'});
});

test('looks go side by side: one that reads no results waits for nobody, whatever it needs to be created', async t => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const {plan, order} = await inspected({
		'azure.group': {
			async look() {
				await promise;
				return found({state: 'absent', evidence: 'there is none'});
			},
		},
		'azure.network': {
			needs: ['azure.group'],
			inspectsWith: [],
			async look(context) {
				resolve();
				return ok(context);
			},
		},
	});
	t.is(plan['azure.network']?.action, 'keep');
	t.deepEqual(order, ['azure.group', 'azure.network']);
});

test('a look that fails is unknown with the reason and the way out; the others are planned', async t => {
	const {plan} = await inspected({
		'azure.group': {look: ok},
		'host.ssh': {look: async () => Promise.reject(new ActionError({code: 'ssh.hostKey', cause: 'Another key.', next: 'Look at it.'}))},
	});
	t.is(plan['azure.group']?.action, 'keep');
	t.like(plan['host.ssh'], {action: 'unknown', findings: [{cause: 'Another key.', blocked: 'Look at it.'}]});
});

test('when nothing can be inspected, the reason is reported instead of a plan', async t => {
	const refused: Look = async () => Promise.reject(new ExternalError({code: 'azure.silent', cause: 'Azure does not answer.'}));
	await t.throwsAsync(inspected({'azure.group': {look: refused}, 'azure.providers': {look: refused}}), {message: 'Azure does not answer.'});
});

test('a look that reads a result which it does not declare is a bug, found here and not by an operator', async t => {
	const reads: Look = async ({needs}) => ({evidence: needs['azure.group'].id, findings: [], result: {id: 'x'}});
	await t.throwsAsync(inspected({'azure.group': {look: ok}, 'azure.network': {needs: ['azure.group'], inspectsWith: [], look: reads}}), {
		message: /reads the result of azure.group/,
	});
});
