import test from 'ava';
import {deploymentSteps} from '../../source/steps/steps.ts';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';

test('one command without a terminal goes from nothing to a name that answers, and says so as events', async t => {
	const run = await rehearse(t);
	t.is(run.code, 0);
	t.is(run.stderr, '');
	t.is(run.events[0]?.type, 'run.started');
	t.is(run.end.outcome, 'done');
	t.deepEqual(
		Object.keys(run.outcomes).toSorted(),
		deploymentSteps()
			.map(step => step.id)
			.toSorted(),
	);
	t.is(run.end.summary?.url, 'https://wasper.example.com');
	t.true((run.end.summary?.monthly ?? Infinity) < 125.72, 'the default build stays below the reference figure');
});

test('a run in another currency holds the bill in it against the budget in it', async t => {
	const {end, code} = await rehearse(t, {flags: ['--currency', 'EUR', '--budget', '120 EUR', '--os-disk', 'standard-ssd']});
	t.is(code, 0);
	t.like(end.summary, {currency: 'EUR', budget: 120, monthly: 86.85, priceSource: 'rehearsal'});
});

test('when the price list does not answer, the bill is in USD, says so, and is not held against a budget in euros', async t => {
	const down = {operation: 'prices', times: 'always', answer: {status: 503}};
	const {end, code} = await rehearse(t, {home: await emptyHome(t), flags: ['--currency', 'EUR'], faults: [down]});
	t.is(code, 0);
	t.like(end.summary, {currency: 'USD', monthly: 111.09, priceSource: 'snapshot 2026-06-18'});
	t.false('budget' in (end.summary ?? {}));
});

test('a second run keeps everything and makes nothing twice', async t => {
	const home = await emptyHome(t);
	await rehearse(t, {home});
	const again = await rehearse(t, {home});
	t.is(again.code, 0);
	t.deepEqual([...new Set(Object.values(again.outcomes))], ['kept']);
});

test('no step begins before all that it needs is done', async t => {
	const {events} = await rehearse(t);
	const done = new Set<string>();
	const needs = new Map(
		events.flatMap(event => (event.type === 'run.started' ? event.steps.map(step => [step.id, step.needs] as const) : [])),
	);
	for (const event of events) {
		if (event.type === 'step.started') {
			t.deepEqual(
				needs.get(event.step)?.filter(need => !done.has(need)),
				[],
				`${event.step} began early`,
			);
		} else if (event.type === 'step.finished') {
			done.add(event.step);
		}
	}
});
