import test from 'ava';
import {unpriced} from '../../source/deployment/billing/bill.ts';
import type {Check} from '../../source/plan/check.ts';
import type {Finding} from '../../source/plan/finding.ts';
import type {PlannedStep, Preview} from '../../source/plan/plan.ts';
import {planLines} from '../../source/reporters/plan.ts';
import {lineText} from '../../source/terminal/spans.ts';
import {chooseSymbols, spokenSymbols} from '../../source/terminal/symbols.ts';

const step = (
	title: string,
	plane: string,
	action: PlannedStep['action'],
	found: Partial<Finding> = {},
	awaits?: string[],
): PlannedStep => ({
	step: `${plane}.x`,
	title,
	plane,
	action,
	evidence: '',
	...(awaits && {awaits}),
	findings: action === 'keep' ? [] : [{code: `${plane}.x.found`, state: 'drifted', evidence: '', ...found}],
});
const waiting = {cause: 'Can be inspected only after: Virtual machine.'};
const preview: Preview = {
	plan: {
		hash: '0123456789abcdef',
		budget: 150,
		budgetCurrency: 'USD',
		bill: {...unpriced, lines: [{part: 'machine', title: 'Machine', monthly: 111.09, source: 'live'}]},
		steps: [
			step('Resource group', 'azure', 'keep'),
			step('Network security group', 'azure', 'create'),
			step('Virtual machine', 'azure', 'change', {
				changes: [{property: 'size', from: 'Standard_D2as_v5', to: 'Standard_D4as_v5'}],
				downtime: 120,
				costDelta: 62.78,
			}),
			step('Data disk', 'azure', 'replace', {cause: 'It is in westeurope.', blocked: 'Run it with --region westeurope.'}),
			step('Start the containers', 'host', 'unknown', waiting, ['azure.machine']),
			step('Harden the machine', 'host', 'unknown', waiting, ['azure.machine']),
			step('DNS record', 'dns', 'replace', {cause: "Somebody else's.", dataRisk: 'What answers there is no longer found.'}),
		],
	},
	checks: [],
};
const subject = {
	domain: 'wasper.example.com',
	place: 'eastus',
	sandbox: false,
	overridden: new Set<string>(),
	next: ['Go'],
};

function linesOf(columns: number, changes: Partial<Preview> = {}, symbols = chooseSymbols({}, 'linux')): string[] {
	return planLines({...preview, ...changes}, subject, {columns, symbols}).map(line => lineText(line));
}

const words = (...parameters: Parameters<typeof linesOf>) =>
	linesOf(...parameters)
		.join(' ')
		.replaceAll(/\s+/g, ' ');

for (const columns of [40, 80, 200]) {
	test(`a plan says of every step what becomes of it, and what there is to know, at ${columns} columns`, t => {
		const text = words(columns);
		for (const part of [
			'Plan 0123456789abcdef: Wasper at wasper.example.com, eastus',
			'+ 1 to create',
			'~ 1 to change',
			'! 1 to replace',
			'x 1 blocked',
			'x Data disk It is in westeurope.',
			'? 2 not known',
			'= Resource group',
			'size: Standard_D2as_v5 → Standard_D4as_v5',
			'Downtime: about 2 min.',
			'+62.78 USD a month',
			'Do this first: Run it with --region westeurope.',
			'? Start the containers, Harden the machine',
			'? 2 steps can be inspected only once the others are right.',
			'What answers there is no longer found.',
			'111.09 of 150.00 USD',
			'74 %',
		]) {
			t.true(text.includes(part), `${part} in ${text}`);
		}

		t.deepEqual(
			linesOf(columns).filter(line => line.length >= columns),
			[],
		);
	});
}

test('for ears, signs are words', t => {
	const text = words(80, {}, spokenSymbols);
	t.true(text.includes('Keep: Resource group'), text);
	t.true(text.includes('size: Standard_D2as_v5 becomes Standard_D4as_v5'), text);
});

test('a check that stops says so, with its cause and the way out', t => {
	const check: Check = {
		id: 'azure.quota',
		title: 'vCPU quota',
		severity: 'must',
		state: 'failed',
		evidence: '10 of 10 used',
		cause: 'The quota of this region is used up.',
		fix: 'Ask for more in the portal.',
		overridable: true,
	};
	const passed: Check = {id: 'azure.lock', title: 'Locks', severity: 'must', state: 'passed', evidence: 'none', overridable: false};
	const text = words(80, {checks: [check, passed]});
	t.true(
		text.includes('Checks 1 of 2 passed, 1 failed Stops azure.quota: The quota of this region is used up. Ask for more in the portal.'),
		text,
	);
});
