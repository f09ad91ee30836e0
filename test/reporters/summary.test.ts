import test from 'ava';
import {reduce, type RunView} from '../../source/reporters/model.ts';
import {lineText} from '../../source/terminal/spans.ts';
import {summaryLines} from '../../source/reporters/summary.ts';
import {chooseSymbols, spokenSymbols} from '../../source/terminal/symbols.ts';
import {goodSummary, late, midway, quotaError, Recording, teardownWords} from './stream.ts';

const logFile = '/home/operator/.local/state/create-wasper-azure/2026-11-21T12-00-00.ndjson';
const lines = (recording: Recording, columns = 80, symbols = chooseSymbols({}, 'linux')): string[] => {
	const view = recording.events.reduce<RunView | undefined>((seen, event) => reduce(seen, event), undefined);
	return view ? summaryLines(view, {columns, symbols, logFile}).map(line => lineText(line)) : [];
};

/** The words, wherever lines were broken. */
const words = (recording: Recording, columns?: number) => lines(recording, columns).join(' ').replace(/\s+/g, ' ');

for (const columns of [40, 80, 200]) {
	test(`the good end tells all that is needed, at ${columns} columns`, t => {
		const text = words(late().done(184), columns);
		for (const part of [
			'Wasper answers at https://wasper.example.com, after 3 min 04 s.',
			'Owner owner@example.com',
			'/home/operator/.config/create-wasper-azure/owner-password',
			'97.12 of 150.00 USD',
			'65 %',
			'Azure 1 min 11 s',
			'Certificate 18 s',
			'create-wasper-azure status',
			logFile,
		]) {
			t.true(text.includes(part), `${part} in ${text}`);
		}

		const long = lines(late().done(184), columns).filter(line => line.length >= columns);
		t.deepEqual(
			long.filter(line => !line.includes('/')),
			[],
			'only paths and addresses, which are copied, may be longer than the window',
		);
	});

	test(`the bad end tells cause, what is left and the way on, at ${columns} columns`, t => {
		const text = words(midway().fail(13, 'azure.machine').end('failed', 31), columns);
		for (const part of [
			'Virtual machine failed, 31 s into the run.',
			quotaError.cause,
			quotaError.outcome,
			quotaError.next,
			'correlation id 7b0e',
			'8 of 24 steps',
			logFile,
		]) {
			t.true(text.includes(part), `${part} in ${text}`);
		}
	});
}

test('a rehearsal says so, and a real run does not', t => {
	t.regex(words(late().done(184)), /Rehearsal: .* Nothing real was changed/);
	t.notRegex(words(new Recording().start({sandbox: false}).done(184)), /Rehearsal/);
});

test('the bar shows the share of the budget, and a bill over it says so', t => {
	const bar = (monthly: number, budget: number) =>
		lines(
			new Recording()
				.start()
				.add({type: 'run.finished', outcome: 'done', exitCode: 0, seconds: 1, summary: {...goodSummary, monthly, budget}}),
		)
			.find(line => line.includes('%'))
			?.trim();
	t.is(bar(75, 150), `${'█'.repeat(15)}${'░'.repeat(15)} 50 %`);
	t.is(bar(0, 150), `${'░'.repeat(30)} 0 %`);
	t.is(bar(300, 150), `${'█'.repeat(30)} 200 %, over`);
});

test('a run that was stopped says so, and what became of the work', t => {
	const text = words(midway().end('cancelled', 31));
	t.regex(text, /Stopped after 31 s\./);
	t.regex(text, /What was made is kept\./);
});

test('further failures are reported too', t => {
	const text = words(
		midway()
			.fail(13, 'azure.machine')
			.fail(13, 'dns.propagation', {...quotaError, cause: 'The name servers did not answer.'})
			.end('failed', 31),
	);
	t.regex(text, /Also failed Record seen everywhere: The name servers did not answer\./);
});

test('the deleted deployment is reported as deleted', t => {
	t.regex(
		words(
			new Recording().start({words: teardownWords, sandbox: false}).add({type: 'run.finished', outcome: 'done', exitCode: 0, seconds: 90}),
		),
		/Wasper at wasper\.example\.com is removed, after 1 min 30 s\./,
	);
});

test('a teardown tells what went, that nothing is left, and what stays and why', t => {
	const removal = {
		removed: [{id: '1', kind: 'virtual machine', name: 'wasper-vm'}],
		kept: [{id: '2', kind: 'disk', name: 'theirs', note: 'not created by create-wasper-azure'}],
		left: [],
	};
	const end = {type: 'run.finished', outcome: 'done', exitCode: 0, seconds: 90} as const;
	const told = (changes: Partial<typeof removal>) =>
		words(
			new Recording().start({words: teardownWords, ...(changes.removed && {steps: []})}).add({...end, removal: {...removal, ...changes}}),
		);
	t.regex(told({}), /Removed virtual machine wasper-vm Left of ours nothing,.* Kept disk theirs: not created by create-wasper-azure/);
	t.regex(told({removed: []}), /Nothing of ours exists at wasper\.example\.com/);
	t.regex(told({}), /Rehearsal: .* Nothing real was changed/);
});

test('evidence cannot move the cursor', t => {
	const error = {...quotaError, cause: 'a\u001B[2Jb', evidence: ['\u001B]0;x\u0007one\ntwo\r\n']};
	const text = words(midway().add({type: 'run.finished', outcome: 'failed', exitCode: 4, seconds: 1, error}));
	t.regex(text, /Cause ab Evidence one two/);
});

test('a bill in another currency than the budget has no bar, and prices that are not of today say so', t => {
	const {budget: _, ...bare} = goodSummary;
	const summary = {...bare, monthly: 111.09, currency: 'USD', priceSource: 'snapshot 2026-06-18'};
	const text = words(new Recording().start().add({type: 'run.finished', outcome: 'done', exitCode: 0, seconds: 1, summary}));
	t.regex(text, /A month 111\.09 USD, prices of 2026-06-18: the price list did not answer The budget is in another currency\./);
	t.notRegex(text, /%/);
});

test('where there is no bar, as for ears, the share says of what it is one', t => {
	t.regex(lines(late().done(184), 80, spokenSymbols).join('\n'), /^ +65 % of the budget$/m);
});
