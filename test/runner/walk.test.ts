import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {ActionError} from '../../source/errors/kinds.ts';
import {Bus} from '../../source/runner/bus.ts';
import type {RunEvent} from '../../source/runner/events.ts';
import {StopSwitch} from '../../source/runner/stop.ts';
import {Walk} from '../../source/runner/walk.ts';
import type {AnyContext, InAzure} from '../../source/steps/step.ts';
import {makeStep} from './make-step.ts';

interface Behaviour {
	needs?: string[];
	present?: boolean;
	/** How it is found until it is applied; absent unless told. */
	state?: 'drifted';
	apply?(context: AnyContext): Promise<void>;
	stays?: 'broken';
	/** How often it cannot be seen after it was applied. */
	hiddenFor?: number;
	removable?: boolean;
}

/** A set of things that exist, and steps that inspect and change it. */
function things(behaviours: Record<string, Behaviour>) {
	const present = new Set(
		Object.entries(behaviours)
			.filter(([, behaviour]) => behaviour.present)
			.map(([id]) => id),
	);
	const log: string[] = [];
	const events: RunEvent[] = [];
	const bus = new Bus('test');
	bus.subscribe(event => events.push(event));
	const stop = new StopSwitch();
	const steps = Object.entries(behaviours).map(([id, behaviour]) => {
		let hidden = behaviour.hiddenFor ?? 0;
		return makeStep<InAzure>(id, {
			needs: behaviour.needs ?? [],
			async inspect() {
				log.push(`inspect ${id}`);
				if (log.includes(`applied ${id}`) && hidden-- > 0) {
					return {evidence: 'not seen', findings: [{code: `${id}.unseen`, state: 'unknown', evidence: 'not seen'}]};
				}

				const state = behaviour.stays && log.includes(`apply ${id}`) ? behaviour.stays : (behaviour.state ?? 'absent');
				return present.has(id)
					? {evidence: `${id} exists`, findings: [], result: {id}}
					: {evidence: `no ${id}`, findings: [{code: `${id}.${state}`, state, evidence: `no ${id}`}]};
			},
			async apply(context) {
				log.push(`apply ${id}`);
				await behaviour.apply?.(context);
				if (!behaviour.stays) {
					present.add(id);
				}

				log.push(`applied ${id}`);
				return {id};
			},
			...(behaviour.removable !== false && {
				async remove() {
					log.push(`remove ${id}`);
					present.delete(id);
					return {outcome: 'removed', evidence: id};
				},
			}),
		});
	});
	// The walk never reads the deployment or the gateways; only steps do.
	const options = {deployment: {}, gateways: {}, bus, ask: async () => 'no'} as unknown as Pick<
		Walk<InAzure>['options'],
		'deployment' | 'gateways' | 'bus' | 'ask'
	>;
	const types = (id: string) => events.flatMap(event => ('step' in event && event.step === id ? [event.type] : []));
	const walk = new Walk<InAzure>(steps, {...options, order: 'needs', decide: (_, {length}) => (length === 0 ? 'keep' : 'apply')});
	return {
		create: async () => walk.run(stop),
		remove: async () => new Walk<InAzure>(steps, {...options, order: 'dependents', decide: () => 'remove'}).run(stop),
		check: async () => {
			const check = new Walk<InAzure>(steps, {...options, order: 'inspection', decide: (_, {length}) => (length === 0 ? 'keep' : 'leave')});
			return {...(await check.run(stop)), left: check.left};
		},
		undo: async () => walk.undo(stop),
		made: () => walk.changes.created,
		log,
		events,
		types,
		stop,
		present,
	};
}

test('a step begins only when everything that it needs is done, and the rest runs side by side', async t => {
	const {create, made, log} = things({
		'azure.group': {apply: async () => delay(5).then(() => undefined)},
		'azure.network': {needs: ['azure.group'], apply: async () => delay(20).then(() => undefined)},
		'azure.address': {needs: ['azure.group'], apply: async () => delay(1).then(() => undefined)},
		'azure.interface': {needs: ['azure.network', 'azure.address']},
	});
	const {error} = await create();
	t.is(error, undefined);
	t.true(log.indexOf('apply azure.address') < log.indexOf('applied azure.network'), 'the address did not wait for the network');
	t.true(log.indexOf('applied azure.network') < log.indexOf('inspect azure.interface'));
	t.deepEqual(made().toSorted(), ['azure.address', 'azure.group', 'azure.interface', 'azure.network']);
});

test('a second run over a finished deployment changes nothing', async t => {
	const {create, made, log} = things({'azure.group': {present: true}, 'azure.network': {present: true, needs: ['azure.group']}});
	await create();
	t.deepEqual(made(), []);
	t.false(log.some(line => line.startsWith('apply')));
});

test('what was applied is inspected again, and a step that is still wrong fails with its findings', async t => {
	const {create, types} = things({'azure.group': {stays: 'broken'}});
	const {error} = await create();
	t.is(error?.explanation.code, 'step.unproven');
	t.true(types('azure.group').includes('step.failed'));
});

test('what cannot be seen right after it was applied is asked again, and is no failure once it is seen', async t => {
	const {create, made, types} = things({'azure.group': {hiddenFor: 1}});
	const {error} = await create();
	t.is(error, undefined);
	t.deepEqual(made(), ['azure.group']);
	t.true(types('azure.group').includes('step.retrying'));
});

test('when a step fails, steps under way finish and no new one begins', async t => {
	const {create, made, log, types} = things({
		'azure.group': {
			apply: async () => {
				throw new ActionError({code: 'refused', cause: 'Not ours.'});
			},
		},
		'azure.disk': {apply: async () => delay(20).then(() => undefined)},
		'azure.network': {needs: ['azure.group']},
		'azure.machine': {needs: ['azure.disk']},
	});
	const {error} = await create();
	t.is(error?.explanation.code, 'refused');
	t.deepEqual(made(), ['azure.group', 'azure.disk'], 'also what was begun and not finished');
	t.false(log.includes('inspect azure.network'));
	t.false(log.includes('inspect azure.machine'));
	t.deepEqual(types('azure.machine'), ['step.waiting', 'step.abandoned']);
});

test('"finish and stop" lets the running step end and begins no other', async t => {
	const {create, made, stop, types} = things({
		'azure.group': {
			apply: async () => {
				stop.finish('Stopped on request.');
			},
		},
		'azure.network': {needs: ['azure.group']},
	});
	const {stopped} = await create();
	t.is(stopped, 'Stopped on request.');
	t.deepEqual(made(), ['azure.group']);
	t.true(types('azure.network').includes('step.abandoned'));
});

test('"leave it running" lets go of a long wait at once', async t => {
	const {create, stop, types} = things({
		'azure.machine': {
			apply: async ({signal}) => {
				stop.leave('Left running.');
				await delay(60_000, undefined, {signal});
			},
		},
	});
	const {stopped, error} = await create();
	t.is(stopped, 'Left running.');
	t.is(error, undefined);
	t.true(types('azure.machine').includes('step.abandoned'));
});

test('teardown removes in reverse order of the needs', async t => {
	const {remove, log} = things({
		'azure.group': {present: true},
		'azure.network': {present: true, needs: ['azure.group']},
		'azure.machine': {present: true, needs: ['azure.network']},
	});
	await remove();
	t.deepEqual(log, ['remove azure.machine', 'remove azure.network', 'remove azure.group']);
});

test('undoing a run removes only what that run made', async t => {
	const {create, undo, log} = things({'azure.group': {present: true}, 'azure.network': {needs: ['azure.group']}});
	await create();
	log.length = 0;
	await undo();
	t.deepEqual(log, ['remove azure.network']);
});

test('what existed before the run and was only repaired is not undone', async t => {
	const {create, undo, present, log} = things({'azure.disk': {state: 'drifted'}, 'azure.network': {}});
	await create();
	await undo();
	t.deepEqual(
		log.filter(line => line.startsWith('remove')),
		['remove azure.network'],
	);
	t.true(present.has('azure.disk'));
});

test('what nobody foresaw is called a bug of ours, without a stack trace', async t => {
	const {create, events} = things({
		'azure.group': {
			apply: async () => {
				throw new TypeError('cannot read x of undefined');
			},
		},
	});
	const {error} = await create();
	t.is(error?.kind, 'bug');
	t.notRegex(JSON.stringify(events), /\bat .*\.ts:\d/);
});

test('a retry is reported with its cause, its number and its time', async t => {
	const {create, events} = things({
		'azure.group': {
			apply: async context => {
				context.retrying('Azure is busy.', 5);
				context.retrying('Azure is busy.', 10);
			},
		},
	});
	await create();
	t.like(
		events.filter(event => event.type === 'step.retrying'),
		[
			{attempt: 1, cause: 'Azure is busy.', seconds: 5},
			{attempt: 2, seconds: 10},
		],
	);
});

test('"finish and stop" never aborts what is under way: only "leave it running" does', async t => {
	const {create, stop, present} = things({
		'azure.machine': {
			async apply({signal}) {
				stop.finish('Stopped on request.');
				await delay(5, undefined, {signal});
			},
		},
	});
	const {stopped} = await create();
	t.is(stopped, 'Stopped on request.');
	t.false(stop.signal.aborted);
	t.true(present.has('azure.machine'), 'it was finished');
});

test('a check changes nothing, lists what is not right, and does not guess at what depends on it', async t => {
	const {check, log, types} = things({
		'azure.group': {present: true},
		'azure.network': {needs: ['azure.group'], state: 'drifted'},
		'azure.machine': {needs: ['azure.network']},
	});
	const {error, left} = await check();
	t.is(error, undefined);
	t.deepEqual([...left.keys()], ['azure.network']);
	t.false(log.some(line => /^(apply|remove)/.test(line)));
	t.true(types('azure.machine').includes('step.abandoned'));
});
