import {mock} from 'node:test';
import {PassThrough, Writable} from 'node:stream';
import test from 'ava';
import {PlainReporter, type PlainOptions} from '../../source/reporters/plain.ts';
import {stopOrUndo as stopQuestion} from '../../source/programs/stop-question.ts';
import {chooseSymbols} from '../../source/terminal/symbols.ts';
import {signs, spoken} from '../../source/terminal/wording.ts';
import {Collector} from './collector.ts';
import {late, midway, Recording} from './stream.ts';

const symbols = chooseSymbols({}, 'linux');

const open = (more: Partial<PlainOptions> = {}) => {
	const output = new Collector();
	return {output, face: new PlainReporter({output, wording: signs(symbols), summary: {columns: 80, symbols}, ...more})};
};

const play = async (recording: Recording, more: Partial<PlainOptions> = {}) => {
	const {output, face} = open(more);
	for (const event of recording.events) {
		face.handle(event);
	}

	await face.close();
	return output;
};

test('plain lines tell a run from its first step to its end', async t => {
	const {lines, text} = await play(late().done(184));
	t.is(lines[0], 'Setting up Wasper at wasper.example.com: 24 steps.');
	t.is(lines[1], 'Rehearsal: nothing real is created.');
	t.true(lines.includes('› Azure, Virtual machine'));
	t.true(lines.includes('    Virtual machine: Azure says: Creating, 10 s'));
	t.true(lines.includes('✔ Azure, Virtual machine: created in 13 s (azure.machine looks right)'));
	t.regex(text, /✔ Wasper answers at https:\/\/wasper\.example\.com, after 3 min 04 s\./);
});

test('nothing once written is touched again: no cursor movement, no colour', async t => {
	const escaped = midway().say('azure.machine', '\u001B[1A\u001B[2Koverwritten\rlast').end('failed', 31);
	// oxlint-disable-next-line no-control-regex -- control characters are what must not be there
	t.notRegex((await play(escaped)).text, /[\u0000-\u0009\u000B-\u001F\u007F]/);
});

test('a step that was right already is one line', async t => {
	const recording = new Recording()
		.start({sandbox: false})
		.add({type: 'step.started', step: 'azure.group', action: 'inspect'})
		.add({type: 'step.inspected', step: 'azure.group', evidence: 'rg-wasper in eastus', findings: []})
		.add({type: 'step.finished', step: 'azure.group', outcome: 'kept', evidence: 'rg-wasper in eastus', seconds: 0.4});
	t.deepEqual((await play(recording)).lines.slice(1), ['✔ Azure, Resource group: already right (rg-wasper in eastus)']);
});

test('in a terminal plain lines are broken between words; in a log each stays one line', async t => {
	const written = async (more: Partial<PlainOptions> = {}) => (await play(midway(), more)).lines;
	const whole = await written();
	t.true(whole.some(line => line.length > 39));
	const broken = await written({columns: 40});
	t.deepEqual(
		broken.filter(line => line.length > 39),
		[],
	);
	const words = (lines: string[]) => lines.join(' ').split(/\s+/).filter(Boolean);
	t.deepEqual(words(broken), words(whole));
});

test('retries, failures and abandoned steps say why', async t => {
	const {lines} = await play(
		midway()
			.add({type: 'step.retrying', step: 'azure.machine', attempt: 2, cause: 'too many requests', seconds: 20})
			.fail(13, 'azure.machine')
			.end('failed', 31),
	);
	t.true(lines.includes('↻ Azure, Virtual machine, in 20 s (attempt 2): too many requests'));
	t.true(lines.some(line => line.startsWith('✖ Azure, Virtual machine, after 13 s: The region East US has no quota left')));
	t.true(lines.includes('– Machine, Docker: Another step failed.'));
});

test('for a screen reader there are words instead of signs', async t => {
	const {text, lines} = await play(midway().fail(13, 'azure.machine').end('failed', 31), {
		wording: spoken,
		summary: {columns: 80, symbols: chooseSymbols({LANG: 'C'}, 'linux')},
	});
	t.true(lines.includes('Started: Azure, Virtual machine'));
	t.true(lines.includes('Done: Azure, Resource group: created in 1.0 s (azure.group looks right)'));
	t.true(lines.some(line => line.startsWith('Failed: Azure, Virtual machine, after 13 s:')));
	t.regex(text, /^[\u0020-\u007E\n]+$/);
});

test.serial('every 30 seconds a line says what is under way and how long it may take', async t => {
	mock.timers.enable({apis: ['setInterval', 'Date'], now: Date.parse('2026-11-21T12:00:09.000Z')});
	try {
		const {output, face} = open();
		for (const event of midway().events) {
			face.handle(event);
		}

		const before = output.lines.length;
		mock.timers.tick(30_000);
		mock.timers.tick(30_000);
		t.deepEqual(output.lines.slice(before), [
			'After 39 s: Virtual machine (30 s), Record seen everywhere (30 s) under way, 14 steps to come; about 5 min left.',
			'After 1 min 09 s: Virtual machine (1 min 00 s), Record seen everywhere (1 min 00 s) under way, 14 steps to come; about 4 min left.',
		]);
		await face.close();
		mock.timers.tick(60_000);
		t.is(output.lines.length, before + 2, 'silent after the end');
	} finally {
		mock.timers.reset();
	}
});

test('a question is asked with numbered choices, and asked again until the answer is one of them', async t => {
	const input = new PassThrough();
	const {output, face} = open({input});
	const answer = face.ask?.(stopQuestion, new AbortController().signal);
	input.write('yes\n9\n3\n');
	t.is(await answer, 'remove');
	t.deepEqual(output.lines.slice(0, 2), ['Stop this run?', '  1. Finish the steps in progress, then stop']);
	t.is(output.lines.filter(line => line.startsWith('That is not a number from 1 to 4.')).length, 2);
});

test('the end of the input answers with the safest choice', async t => {
	const input = new PassThrough();
	const {face} = open({input});
	const answer = face.ask?.(stopQuestion, new AbortController().signal);
	input.end();
	t.is(await answer, 'finish');
});

test('a question of a run that is over is given up', async t => {
	const {face} = open({input: new PassThrough()});
	const controller = new AbortController();
	const answer = face.ask?.(stopQuestion, controller.signal);
	controller.abort();
	await t.throwsAsync(async () => answer, {name: 'AbortError'});
});

test('without an input nobody is asked, and the log shows the question and its answer', async t => {
	const {output, face} = open();
	t.is(face.ask, undefined);
	for (const event of midway()
		.add({type: 'question.asked', question: stopQuestion})
		.add({type: 'question.answered', question: 'run.stop', answer: 'finish'}).events) {
		face.handle(event);
	}

	t.deepEqual(output.lines.slice(-2), ['? Stop this run?', '? answered: finish']);
	await face.close();
});

test('a reader that goes away does not stop the run', async t => {
	const output = new Writable({
		write(_chunk, _encoding, done) {
			done(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
		},
	});
	const face = new PlainReporter({output, wording: spoken, summary: {columns: 80, symbols}});
	for (const event of late().done(184).events) {
		face.handle(event);
	}

	await t.notThrowsAsync(async () => face.close());
});
