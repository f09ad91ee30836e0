import test from 'ava';
import {describeBill} from '../../source/deployment/billing/bill.ts';
import type {Finding} from '../../source/plan/finding.ts';
import type {PlannedStep} from '../../source/plan/plan.ts';
import {withCosts} from '../../source/plan/plan-cost.ts';
import {planDifferences} from '../../source/plan/plan-differences.ts';
import {planHash} from '../../source/plan/plan-hash.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {makeChoices} from '../azure/fixtures.ts';

function planned(step: string, action: PlannedStep['action'], ...findings: Array<Partial<Finding>>): PlannedStep {
	return {step, title: step, plane: 'azure', action, evidence: 'seen', findings: findings.map(found => finding(step, found))};
}

function finding(step: string, found: Partial<Finding> = {}): Finding {
	return {code: `${step}.found`, state: 'drifted', evidence: 'seen', ...found};
}

const choices = makeChoices();
const resized = (to: string): Partial<Finding> => ({changes: [{property: 'size', from: 'Standard_D2as_v5', to}]});
const resize = planned('azure.machine', 'change', resized('Standard_D4as_v5'));
const prices = {
	region: 'eastus',
	source: 'live',
	currency: 'USD',
	machineHour: {Standard_D2as_v5: 0.086, Standard_D4as_v5: 0.172},
	premiumDisk128Month: 19.71,
	addressHour: 0.005,
} as const;
const bill = describeBill({name: 'Standard_D2as_v5'}, prices);

test('the hash is that of answers and steps: secrets, and what was merely seen, do not count', t => {
	const hash = planHash(choices, [resize]);
	const seenLater: PlannedStep = {...resize, evidence: 'seen later'};
	t.regex(hash, /^[\da-f]{16}$/);
	t.is(planHash(makeChoices({cloudflareToken: new Secret('another')}), [seenLater]), hash);
	t.not(planHash({...choices, region: 'westeurope'}, [resize]), hash);
	t.not(planHash(choices, [planned('azure.machine', 'change', resized('Standard_D8as_v5'))]), hash);
	t.not(planHash(choices, [{...resize, action: 'keep'}]), hash);
});

test('a difference is reported with both sides; what is done already is none', t => {
	const before = [planned('azure.group', 'create'), planned('azure.machine', 'keep'), planned('dns.record', 'create')];
	const now = [planned('azure.group', 'keep'), resize, planned('dns.record', 'create')];
	t.deepEqual(planDifferences(before, now), ['azure.machine: keep, now change (size Standard_D2as_v5 → Standard_D4as_v5)']);
	t.deepEqual(planDifferences([], [planned('dns.record', 'create')]), ['dns.record: not planned, now create']);
});

test('what the operator must do first is part of the hash: an approved plan does not cover it', t => {
	const free = planned('azure.disk', 'change', {cause: 'It is attached to another machine.'});
	const blocked = planned('azure.disk', 'change', {cause: 'It is attached to another machine.', blocked: 'Detach it there.'});
	t.not(planHash(choices, [blocked]), planHash(choices, [free]));
});

test('a second finding of a step is part of the hash, and its changes are reported as a difference', t => {
	const both = planned('azure.machine', 'change', resized('Standard_D4as_v5'), {changes: [{property: 'power', to: 'running'}]});
	t.not(planHash(choices, [both]), planHash(choices, [resize]));
	t.deepEqual(planDifferences([resize], [both]), [
		'azure.machine: change (size Standard_D2as_v5 → Standard_D4as_v5), now change (size Standard_D2as_v5 → Standard_D4as_v5; power nothing → running)',
	]);
});

test('what is created costs its lines of the bill, another size the difference, and what has no part of the bill nothing', t => {
	const [machine, disk, network, larger] = withCosts(
		[
			finding('azure.machine', {billing: {adds: ['machine', 'os-disk']}}),
			finding('azure.disk', {billing: {adds: ['data-disk']}}),
			finding('azure.network'),
			finding('azure.machine', {billing: {size: {from: 'Standard_D2as_v5', to: 'Standard_D4as_v5'}}}),
		],
		{bill, prices},
	);
	t.is(machine?.costDelta, 82.49);
	t.is(disk?.costDelta, 19.71);
	t.is(network?.costDelta, undefined);
	t.is(larger?.costDelta, 62.78);
});

test('where a price is not known, nothing is said of the cost', t => {
	const found = finding('azure.machine', {billing: {adds: ['machine']}});
	const [machine] = withCosts([found], {bill: describeBill({name: 'Standard_X'}, prices), prices});
	t.is(machine?.costDelta, undefined);
});
