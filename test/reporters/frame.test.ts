import test from 'ava';
import {frame} from '../../source/reporters/checklist/frame.ts';
import {reduce, type RunView} from '../../source/reporters/model.ts';
import {lineText} from '../../source/terminal/spans.ts';
import {stopOrUndo as stopQuestion} from '../../source/programs/stop-question.ts';
import {chooseSymbols} from '../../source/terminal/symbols.ts';
import {allSteps, late, midway, quotaError, Recording} from './stream.ts';

const draw = (
	recording: Recording,
	columns: number,
	rows: number,
	options: {asking?: boolean; environment?: NodeJS.ProcessEnv; laterSeconds?: number} = {},
): string[] => {
	const view = recording.events.reduce<RunView | undefined>((seen, event) => reduce(seen, event), undefined);
	const symbols = chooseSymbols(options.environment ?? {}, 'linux');
	const now = Date.parse(recording.events.at(-1)?.time ?? '') + (options.laterSeconds ?? 4) * 1000;
	const open = options.asking ? {question: stopQuestion, chosen: 0} : undefined;
	return view ? frame(view, open, rows, {columns, symbols, now, turn: 0}).map(line => lineText(line)) : [];
};

const everything = () =>
	new Recording()
		.start()
		.begin(...allSteps.map(({id}) => id as 'azure.group'))
		.say('azure.group', 'a', 'b', 'c', 'd', 'e', 'f');
const recordings = {
	start: () => new Recording().start(),
	midway,
	late,
	everything,
	failing: () =>
		late()
			.fail(9, 'host.docker')
			.add({type: 'run.stopping', reason: 'Steps under way are being finished, then this run stops. Ctrl+C again lets go at once.'}),
	retrying: () =>
		late().add({
			type: 'step.retrying',
			step: 'host.docker',
			attempt: 3,
			cause: 'the package list could not be fetched from its server',
			seconds: 20,
		}),
};

for (const [name, recording] of Object.entries(recordings)) {
	test(`the live part is always lower and narrower than the window: ${name}`, t => {
		for (const asking of [false, true]) {
			for (const columns of [20, 40, 61, 80, 200]) {
				for (const rows of [4, 8, 12, 16, 24, 25, 60]) {
					const lines = draw(recording(), columns, rows, {asking});
					t.true(lines.length < rows, `${lines.length} lines in ${columns}×${rows}, asking ${asking}`);
					t.true(
						lines.every(line => line.length < columns),
						`${Math.max(...lines.map(line => line.length))} columns in ${columns}×${rows}`,
					);
				}
			}
		}
	});
}

test('in the smallest supported window, what runs is shown with its seconds and its last line of output', t => {
	const lines = draw(midway(), 40, 12);
	t.true(
		lines.some(line => /Virtual machine +4 s$/.test(line)),
		lines.join('\n'),
	);
	t.true(lines.some(line => line.includes('Azure says: Creating, 10 s')));
	t.true(lines.some(line => line.includes('8.8.8.8 says 203.0.113.10')));
	t.regex(lines.at(-1) ?? '', /^8\/24 · 13 s · about 5 min left$/);
});

test('a large window shows every step of the unfinished planes and several lines of output', t => {
	const text = draw(midway(), 200, 60).join('\n');
	for (const {title} of allSteps) {
		t.true(text.includes(title), title);
	}

	t.regex(text, /Asked for Standard_D2as_v5 in eastus\n.*Creating\n.*Creating, 10 s/);
	t.notRegex(text, /not shown/);
});

test('a waiting step says what it waits for', t => {
	t.regex(draw(midway(), 80, 24).join('\n'), /○ SSH to the machine +waits for Virtual machine/);
	for (const [columns, rows] of [
		[40, 30],
		[64, 40],
		[80, 40],
	] as const) {
		const lines = draw(midway(), columns, rows).filter(line => line.includes('waits for'));
		t.true(lines.length > 0);
		t.deepEqual(
			lines.filter(line => /waits for…|(,| and) ?\d*…/.test(line)),
			[],
			'as much as the window holds, and nothing in pieces',
		);
	}
});

test('what a window has no room for is counted', t => {
	t.regex(draw(midway(), 40, 12).join('\n'), /Machine {2}0 of 10 · 10 not shown/);
});

test('finished planes leave the live part', t => {
	t.notRegex(draw(late(), 200, 60).join('\n'), /^Azure|^DNS/m);
});

test('a step that is tried again says when and why, and counts down', t => {
	t.regex(draw(recordings.retrying(), 80, 24).join('\n'), /again in 16 s: the package list could not be fetched/);
	t.regex(draw(recordings.retrying(), 80, 24, {laterSeconds: 11}).join('\n'), /again in 9 s:/);
});

test('a failed step shows its cause at once, while others are being finished', t => {
	const text = draw(recordings.failing(), 120, 24).join('\n');
	t.true(text.includes(quotaError.cause));
	t.regex(text, /⠋ Hardening/);
	t.regex(text, /Steps under way are being finished/);
});

test('after a failure no time is foreseen, while it is asked how to go on', t => {
	t.regex(draw(midway(), 80, 24).join('\n'), /about 5 min left/);
	t.notRegex(draw(midway().fail(13, 'azure.machine'), 80, 24, {asking: true}).join('\n'), /(min|s|seconds) left/);
});

test('the question shows all its choices in the smallest window, above all else', t => {
	const text = draw(late(), 40, 12, {asking: true}).join('\n');
	for (const word of ['Stop this run?', '❯ 1 Finish', '2 Leave it running', '3 Finish', '4 Continue']) {
		t.true(text.includes(word), text);
	}
});

test('where the locale is not UTF-8 only ASCII is drawn', t => {
	for (const environment of [{LANG: 'C'}, {LC_ALL: 'en_US.ISO-8859-1', LANG: 'en_US.UTF-8'}, {TERM: 'linux'}]) {
		for (const recording of Object.values(recordings)) {
			t.regex(draw(recording(), 60, 24, {environment, asking: true}).join('\n'), /^[\u0020-\u007E\n]+$/);
		}
	}
});
