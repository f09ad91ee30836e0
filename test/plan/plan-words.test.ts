import test from 'ava';
import type {Check} from '../../source/plan/check.ts';
import {checkCounts, sortChecks, weigh} from '../../source/plan/check-words.ts';
import {unpriced} from '../../source/deployment/billing/bill.ts';
import {blockedNote, planCounts, stepNotes} from '../../source/plan/plan-words.ts';
import type {PlannedStep} from '../../source/plan/plan.ts';
import {planLines} from '../../source/reporters/plan.ts';
import {lineText} from '../../source/terminal/spans.ts';
import {chooseSymbols, spokenSymbols} from '../../source/terminal/symbols.ts';
import {stepSentence} from '../../source/wizard/accessible/preview.ts';
import {planRows} from '../../source/wizard/review-rows.ts';
import {drifted, miserable} from '../wizard/fixtures/previews.ts';

const none = new Set<string>();

test('a plan is counted by what is to be done, what changes first', t => {
	t.is(planCounts(drifted), '1 to create, 2 to change, 1 not known, 1 to keep');
	t.is(planCounts([]), '');
});

test('a changed step names each property that differs, how long Wasper is down, what becomes of the data, and the cost', t => {
	t.deepEqual(stepNotes(drifted[2]!, {currency: 'USD'}), [
		'size: Standard_D2as_v5 becomes Standard_D4as_v5',
		'Downtime: about 3 min.',
		'None: the data disk stays.',
		'+62.78 USD a month',
	]);
	t.deepEqual(
		stepNotes({...drifted[3]!, findings: [{...drifted[3]!.findings[0]!, changes: [{property: 'name', to: 'x'}]}]}, {currency: 'USD'}),
		[],
		'what is made from nothing differs in everything',
	);
});

test('only a failed must stops, unless it can be overridden and is', t => {
	t.is(checkCounts(miserable, none), '1 check stops this; 1 warning');
	t.is(checkCounts(miserable, new Set(['azure.quota.family'])), '1 overridden; 1 warning');
	const hard: Check = {...miserable[1]!, overridable: false};
	t.is(weigh(hard, new Set([hard.id])), 'stops');
	t.deepEqual(
		sortChecks(miserable, none).map(check => weigh(check, none)),
		['stops', 'warning', 'not known', 'passed'],
	);
});

test('all faces say the same: the plan on paper, the pages of the review and the spoken review', t => {
	const style = {columns: 200, symbols: spokenSymbols};
	const subject = {domain: 'a.b', place: 'eastus', sandbox: false, overridden: none, next: []};
	const bill = {...unpriced, lines: []};
	const plan = {steps: [...drifted], bill, budget: 1, budgetCurrency: 'USD' as const, hash: ''};
	const faces = {
		paper: planLines({plan, checks: []}, subject, style).map(line => lineText(line)),
		pages: planRows(drifted, {width: 200, currency: 'USD', symbols: chooseSymbols({}, 'linux')}).map(({pieces}) =>
			pieces.map(({text}) => text).join(''),
		),
		spoken: drifted.map(step => stepSentence(step, 'USD')),
	};
	const changed = drifted.filter(({action}) => action === 'change' || action === 'replace');
	for (const [face, lines] of Object.entries(faces)) {
		const said = lines.join(' ').replaceAll(/\s+/g, ' ');
		for (const note of changed.flatMap(step => [...stepNotes(step, {currency: 'USD'}), ...blockedNote(step)])) {
			t.true(said.includes(note), `${face}: ${note}`);
		}

		t.true(!said.includes('unknown'), `${face} says “not known”`);
	}
});

test('each finding of a step is shown, with its own change, cause and fix', t => {
	const twice: PlannedStep = {
		...drifted[2]!,
		findings: [
			...drifted[2]!.findings,
			{code: 'azure.machine.stopped', state: 'drifted', evidence: '', cause: 'It is deallocated.', fix: 'Starts it.', costDelta: 50},
		],
	};
	const notes = stepNotes(twice, {currency: 'USD'});
	t.deepEqual(notes.slice(-3), ['It is deallocated.', 'Starts it.', '+112.78 USD a month']);
	t.true(notes.includes('size: Standard_D2as_v5 becomes Standard_D4as_v5'));
});
