import test from 'ava';
import {reduce, type RunView} from '../../source/reporters/model.ts';
import {planesOf, secondsLeft, shortList, waitsFor} from '../../source/reporters/select.ts';
import type {UnstampedEvent} from '../../source/runner/events.ts';
import {goodSummary, late, midway, quotaError, Recording} from './stream.ts';

const play = (recording: Recording): RunView => {
	const view = recording.events.reduce<RunView | undefined>((seen, event) => reduce(seen, event), undefined);
	if (!view) {
		throw new Error('The recording has no run.started.');
	}

	return view;
};

const machine = (view: RunView) => view.steps.find(({id}) => id === 'azure.machine');
const escaped = '\u001B[2J\u001B]0;title\u0007red\u001B[31m alert';

const table: Array<[title: string, events: UnstampedEvent[], expected: object]> = [
	['a step that is looked at', [{type: 'step.started', step: 'azure.machine', action: 'inspect'}], {state: 'inspecting'}],
	['a step that is being made', [{type: 'step.started', step: 'azure.machine', action: 'apply'}], {state: 'working', action: 'apply'}],
	[
		'a step that is tried again',
		[{type: 'step.retrying', step: 'azure.machine', attempt: 2, cause: 'throttled', seconds: 5}],
		{state: 'retrying', retry: {attempt: 2, cause: 'throttled', until: Date.parse('2026-11-21T12:00:05Z')}},
	],
	[
		'a step that speaks after a retry is at work again',
		[
			{type: 'step.retrying', step: 'azure.machine', attempt: 2, cause: 'throttled', seconds: 5},
			{type: 'step.output', step: 'azure.machine', line: 'Creating'},
		],
		{state: 'working', tail: ['Creating']},
	],
	[
		'a finished step',
		[{type: 'step.finished', step: 'azure.machine', outcome: 'kept', evidence: 'runs', seconds: 0.4}],
		{state: 'done', outcome: 'kept', seconds: 0.4},
	],
	[
		'a failed step',
		[{type: 'step.failed', step: 'azure.machine', error: quotaError, seconds: 9}],
		{state: 'failed', error: quotaError, seconds: 9},
	],
	['an abandoned step', [{type: 'step.abandoned', step: 'azure.machine', cause: 'stopped'}], {state: 'abandoned', evidence: 'stopped'}],
	[
		'output cannot move the cursor or colour the screen',
		[{type: 'step.output', step: 'azure.machine', line: escaped}],
		{tail: ['red alert']},
	],
	['a progress bar leaves its last state', [{type: 'step.output', step: 'azure.machine', line: '10 %\r50 %\r90 %\r'}], {tail: ['90 %']}],
	[
		'evidence of several lines becomes one',
		[{type: 'step.finished', step: 'azure.machine', outcome: 'created', evidence: 'a\n\u001B[1mb', seconds: 1}],
		{evidence: 'a b'},
	],
	['events of unknown steps change nothing', [{type: 'step.output', step: 'elsewhere', line: 'x'}], {state: 'waiting', tail: []}],
];

for (const [title, events, expected] of table) {
	test(`the view shows: ${title}`, t => {
		const recording = new Recording().start();
		for (const event of events) {
			recording.add(event);
		}

		t.like(machine(play(recording)), expected);
	});
}

test('only the last lines of a long output are kept', t => {
	const recording = new Recording()
		.start()
		.begin('azure.machine')
		.say('azure.machine', ...Array.from({length: 5000}, (_, line) => `line ${line}`));
	t.deepEqual(machine(play(recording))?.tail, ['line 4994', 'line 4995', 'line 4996', 'line 4997', 'line 4998', 'line 4999']);
});

test('a step made and then removed in one run is at work again, with a new clock', t => {
	const recording = new Recording()
		.start()
		.begin('azure.machine')
		.after(50)
		.finish(50, 'azure.machine')
		.after(10)
		.add({type: 'step.started', step: 'azure.machine', action: 'remove'});
	t.like(machine(play(recording)), {state: 'working', action: 'remove', startedAt: Date.parse('2026-11-21T12:01:00Z')});
	t.is(machine(play(recording))?.seconds, undefined);
});

test('a question is open until it is answered, and no longer than the run', t => {
	const question = {id: 'q', text: 'Replace the record?', choices: [{value: 'stop', label: 'Stop'}], fallback: 'stop'};
	const asked = () => midway().add({type: 'question.asked', question});
	t.is(play(asked()).question?.id, 'q');
	t.is(play(asked().add({type: 'question.answered', question: 'q', answer: 'stop'})).question, undefined);
	t.is(play(asked().end('cancelled', 40)).question, undefined);
});

test('nothing is shown before the run has begun', t => {
	t.is(reduce(undefined, {type: 'run.stopping', reason: 'x', time: '2026-11-21T12:00:00.000Z', run: 'r1'}), undefined);
});

test('planes come in the order of thought, with what is done and how long it took', t => {
	const view = play(late());
	const planes = planesOf(view, Date.parse('2026-11-21T12:01:20Z'));
	t.deepEqual(
		planes.map(({title, done, finished}) => [title, done, finished]),
		[
			['Azure', 8, true],
			['Machine', 4, false],
			['DNS', 2, true],
			['Certificate', 0, false],
			['Wasper', 0, false],
		],
	);
	t.is(planes[0]?.seconds, 22);
});

test('a waiting step names what it still waits for, and not what is done', t => {
	const view = play(late());
	const stack = view.steps.find(({id}) => id === 'host.stack');
	t.deepEqual(stack && waitsFor(view, stack), ['Docker', 'Secrets', 'Container images']);
	t.is(shortList(['Docker', 'Secrets', 'Container images']), 'Docker and 2 more');
	t.is(shortList(['Docker', 'Secrets']), 'Docker, Secrets');
});

test('the estimate falls while the run goes on, and is nothing at its end', t => {
	const early = secondsLeft(play(midway()), Date.parse('2026-11-21T12:00:22Z'));
	const later = secondsLeft(play(late()), Date.parse('2026-11-21T12:01:13Z'));
	t.true(early > later && later > 60, `${early} then ${later}`);
	t.is(secondsLeft(play(midway().end('failed', 30)), Date.parse('2026-11-21T13:00:00Z')), 0);
});

test('the end of the run carries its summary', t => {
	t.deepEqual(play(late().done(200)).finished?.summary, goodSummary);
});

test('after another machine was chosen every step begins anew, and nothing of its failure is left', t => {
	const view = play(
		new Recording()
			.start()
			.add({type: 'step.started', step: 'azure.machine', action: 'apply'})
			.add({type: 'step.failed', step: 'azure.machine', error: quotaError, seconds: 3})
			.add({type: 'step.abandoned', step: 'host.ssh', cause: 'Another step failed.'})
			.add({type: 'run.changed', region: 'eastus', size: 'Standard_D2as_v5', reason: 'Going on with Standard_D2as_v5.'}),
	);
	t.true(view.steps.every(({state, error, tail}) => state === 'waiting' && error === undefined && tail.length === 0));
	t.is(view.steps.length, play(late()).steps.length);
});
