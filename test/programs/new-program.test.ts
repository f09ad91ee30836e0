import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import test from 'ava';
import type {Program, RunScope} from '../../source/programs/program.ts';
import {run} from '../../source/programs/run.ts';
import {stopOnly} from '../../source/programs/stop-question.ts';
import {frame} from '../../source/reporters/checklist/frame.ts';
import {settledLines} from '../../source/reporters/checklist/settled.ts';
import {LogFile} from '../../source/reporters/log-file.ts';
import {reduce, type RunView} from '../../source/reporters/model.ts';
import {NdjsonReporter} from '../../source/reporters/ndjson.ts';
import {PlainReporter} from '../../source/reporters/plain.ts';
import type {Reporter} from '../../source/reporters/reporter.ts';
import type {RunEvent} from '../../source/runner/events.ts';
import {lineText} from '../../source/terminal/spans.ts';
import {chooseSymbols} from '../../source/terminal/symbols.ts';
import {signs} from '../../source/terminal/wording.ts';
import {Collector} from '../reporters/collector.ts';
import {makeStep} from '../runner/make-step.ts';

/** A program that the tool does not have: no reporter and no runner file can know it. */
let isArchived = false;
const archive: Program<RunScope> = {
	id: 'archive',
	order: 'needs',
	steps: () => [
		makeStep('shelf.room'),
		makeStep('shelf.box', {
			needs: ['shelf.room'],
			async inspect() {
				const evidence = isArchived ? 'sealed' : 'open and unlabelled';
				const findings = isArchived
					? []
					: [
							{code: 'shelf.box.open', state: 'drifted' as const, evidence, cause: 'The box is open.'},
							{code: 'shelf.box.label', state: 'broken' as const, evidence, cause: 'The box has no label.'},
						];
				return {evidence, findings, result: {}};
			},
			async apply() {
				isArchived = true;
				return {};
			},
		}),
	],
	decide: (_, findings) => (findings.length === 0 ? 'keep' : 'apply'),
	words: () => ({
		doing: 'Archiving Wasper at a.example.com',
		rehearsal: 'Rehearsal: nothing real is archived.',
		done: 'Wasper at a.example.com is archived',
		nothing: 'Nothing needs to be archived at a.example.com',
	}),
	stopQuestion: stopOnly('Stop this archiving?'),
	ifStopped: () => ({outcome: 'The box was left open.', next: 'Run it again.'}),
};

const scope = {
	deployment: {choices: {domain: 'a.example.com', target: 'sandbox'}},
	gateways: {hosts: {close() {}}},
} as unknown as RunScope; // Only the steps of this program look into it, and they do not.

/** The lines of the checklist after each event, without a terminal. */
class Checklist implements Reporter {
	readonly shown: string[] = [];
	#view: RunView | undefined;

	handle(event: RunEvent): void {
		const before = this.#view;
		this.#view = reduce(before, event);
		const style = {columns: 120, symbols: chooseSymbols({}, 'linux'), now: Date.parse(event.time), turn: 0};
		if (this.#view) {
			const live = this.#view.finished ? [] : frame(this.#view, undefined, 30, style);
			const lines = [...settledLines(before, this.#view, event, style, undefined), ...live];
			this.shown.push(...lines.map(line => lineText(line)));
		}
	}

	async close(): Promise<void> {}
}

test('a new program with steps and words of its own is shown by every reporter, with each of its findings by name', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'wasper-program-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const logFile = path.join(folder, 'log.ndjson');
	const [plain, ndjson] = [new Collector(), new Collector()];
	const checklist = new Checklist();
	const symbols = chooseSymbols({}, 'linux');
	const reporters = [
		new PlainReporter({output: plain, wording: signs(symbols), summary: {columns: 80, symbols}}),
		new NdjsonReporter(ndjson, new PassThrough()),
		checklist,
		new LogFile(logFile, t.fail),
	];
	t.is(await run({program: archive, scope, reporters, pace: 1, asTyped: sentence => sentence}), 0);

	const faces = {plain: plain.text, checklist: checklist.shown.join('\n'), ndjson: ndjson.text, log: await readFile(logFile, 'utf8')};
	for (const [face, text] of Object.entries(faces)) {
		for (const words of [
			'Archiving Wasper at a.example.com',
			'nothing real is archived',
			'The box is open.',
			'The box has no label.',
			'Wasper at a.example.com is archived',
		]) {
			t.true(text.includes(words), `${face}: ${words}`);
		}
	}

	t.false(plain.text.includes('Nothing needs to be archived'));
	const second = new Collector();
	const again = [new PlainReporter({output: second, wording: signs(symbols), summary: {columns: 80, symbols}})];
	t.is(await run({program: archive, scope, reporters: again, pace: 1, asTyped: sentence => sentence}), 0);
	t.regex(second.text, /Nothing needs to be archived at a\.example\.com\./);
});
