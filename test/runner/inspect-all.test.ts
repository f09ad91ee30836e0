import test from 'ava';
import type {PlannedStep} from '../../source/plan/plan.ts';
import {ActionError, ExternalError} from '../../source/errors/kinds.ts';
import {inspectAll} from '../../source/runner/inspect-all.ts';
import type {AnyStep, Inspection, StepContext, StepId} from '../../source/steps/step.ts';

type Look = (context: StepContext) => Promise<Inspection<StepId>>;

interface Behaviour {
	needs?: StepId[];
	looksWith?: StepId[];
	look: Look;
}

const ok: Look = async () => ({state: 'ok', evidence: 'stands', result: {id: 'x'}});
const absent: Look = async () => ({state: 'absent', evidence: 'there is none'});

/** Surveys a list of steps that must never be applied or removed; the plan by id, and the ids that were looked at. */
async function surveyed(behaviours: Partial<Record<StepId, Behaviour>>) {
	const looked: string[] = [];
	const never = async () => Promise.reject(new Error('a survey changes nothing'));
	const steps = Object.entries(behaviours).map(([id, {look, needs = [], looksWith}]): AnyStep => ({
		id: id as StepId,
		plane: 'azure',
		title: `Thing ${id}`,
		needs,
		...(looksWith && {looksWith}),
		async inspect(context) {
			looked.push(id);
			return look(context);
		},
		apply: never,
		remove: never,
	}));
	// The survey never looks into the deployment or the gateways; only steps do.
	const options = {deployment: {}, gateways: {}, signal: new AbortController().signal} as unknown as Parameters<typeof inspectAll>[1];
	const planned = await inspectAll(steps, options);
	const plan = Object.fromEntries(planned.map(step => [step.step, step])) as Record<string, PlannedStep>;
	return {plan, looked, order: planned.map(({step}) => step)};
}

test('what stands is kept, what is absent is made, what differs is changed with the property that differs', async t => {
	const changes = [{property: 'size', from: 'small', to: 'large'}];
	const {plan} = await surveyed({
		'azure.group': {look: ok},
		'azure.network': {look: absent},
		'azure.machine': {
			look: async () => ({state: 'drifted', evidence: 'small', cause: 'It is small.', fix: 'resize it', downtime: 120, changes}),
		},
		'azure.address': {
			look: async () => ({state: 'broken', evidence: 'elsewhere', cause: 'It is elsewhere.', replace: true, blocked: 'Go there.'}),
		},
	});
	t.is(plan['azure.group']?.action, 'keep');
	t.is(plan['azure.network']?.action, 'create');
	t.like(plan['azure.machine'], {action: 'change', changes, cause: 'It is small.', fix: 'resize it', downtime: 120});
	t.like(plan['azure.address'], {action: 'replace', blocked: 'Go there.'});
});

test('what comes after something absent is made too, says what it comes after, and is not looked at', async t => {
	const {plan, looked} = await surveyed({
		'host.ssh': {look: ok, needs: ['azure.machine']},
		'host.program': {look: ok, needs: ['host.ssh']},
		'azure.machine': {look: absent},
	});
	t.deepEqual(looked, ['azure.machine']);
	t.like(plan['host.ssh'], {action: 'create', evidence: 'comes after: Thing azure.machine'});
	t.like(plan['host.program'], {action: 'create', evidence: 'comes after: Thing host.ssh'});
});

test('what comes after something that stands but is not right is unknown, never guessed', async t => {
	const {plan, looked} = await surveyed({
		'azure.machine': {look: async () => ({state: 'drifted', evidence: 'stopped'})},
		'host.ssh': {look: ok, needs: ['azure.machine']},
		'tls.certificate': {look: ok, needs: ['host.ssh']},
	});
	t.deepEqual(looked, ['azure.machine']);
	t.like(plan['host.ssh'], {action: 'unknown', cause: 'It can only be looked at once this is right: Thing azure.machine.'});
	t.is(plan['tls.certificate']?.action, 'unknown');
});

test('something that is not right but hands over its result lets others look', async t => {
	const {plan} = await surveyed({
		'azure.machine': {look: async () => ({state: 'drifted', evidence: 'untagged', result: {id: 'machine'}})},
		'host.ssh': {
			needs: ['azure.machine'],
			look: async ({result}) => ({state: 'ok', evidence: result('azure.machine').id, result: {id: 'ssh'}}),
		},
	});
	t.is(plan['azure.machine']?.action, 'change');
	t.like(plan['host.ssh'], {action: 'keep', evidence: 'machine'});
});

test('looks go side by side: one that reads no results waits for nobody, whatever it needs to be made', async t => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const {plan, order} = await surveyed({
		'azure.group': {
			async look() {
				await promise;
				return {state: 'absent', evidence: 'there is none'};
			},
		},
		'azure.network': {
			needs: ['azure.group'],
			looksWith: [],
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
	const {plan} = await surveyed({
		'azure.group': {look: ok},
		'host.ssh': {look: async () => Promise.reject(new ActionError({code: 'ssh.hostKey', cause: 'Another key.', next: 'Look at it.'}))},
	});
	t.is(plan['azure.group']?.action, 'keep');
	t.like(plan['host.ssh'], {action: 'unknown', cause: 'Another key.', blocked: 'Look at it.'});
});

test('when nothing at all can be looked at, the reason is told instead of a plan', async t => {
	const refused: Look = async () => Promise.reject(new ExternalError({code: 'azure.silent', cause: 'Azure does not answer.'}));
	await t.throwsAsync(surveyed({'azure.group': {look: refused}, 'azure.providers': {look: refused}}), {message: 'Azure does not answer.'});
});

test('a look that reads a result which it does not declare is a bug, found here and not by an operator', async t => {
	const reads: Look = async ({result}) => ({state: 'ok', evidence: result('azure.group').id, result: {id: 'x'}});
	await t.throwsAsync(surveyed({'azure.group': {look: ok}, 'azure.network': {needs: ['azure.group'], looksWith: [], look: reads}}), {
		message: /does not say so/,
	});
});
