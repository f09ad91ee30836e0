import test from 'ava';
import {describeBill} from '../../source/deployment/billing/bill.ts';
import type {PlannedStep} from '../../source/plan/plan.ts';
import {withCosts} from '../../source/plan/plan-cost.ts';
import {planDifferences} from '../../source/plan/plan-differences.ts';
import {planHash} from '../../source/plan/plan-hash.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {makeDeployment} from '../azure/fixtures.ts';

function planned(step: string, action: PlannedStep['action'], more: Partial<PlannedStep> = {}): PlannedStep {
	return {step, title: step, plane: 'azure', action, evidence: 'seen', changes: [], ...more};
}

const {choices} = makeDeployment();
const resize = planned('azure.machine', 'change', {changes: [{property: 'size', from: 'Standard_D2as_v5', to: 'Standard_D4as_v5'}]});
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
	t.is(planHash({...choices, cloudflareToken: new Secret('another')}, [seenLater]), hash);
	t.not(planHash({...choices, region: 'westeurope'}, [resize]), hash);
	t.not(planHash(choices, [{...resize, changes: [{property: 'size', from: 'Standard_D2as_v5', to: 'Standard_D8as_v5'}]}]), hash);
	t.not(planHash(choices, [{...resize, action: 'keep'}]), hash);
});

test('a difference is told with both sides; what is done already is none', t => {
	const before = [planned('azure.group', 'create'), planned('azure.machine', 'keep'), planned('dns.record', 'create')];
	const now = [planned('azure.group', 'keep'), resize, planned('dns.record', 'create')];
	t.deepEqual(planDifferences(before, now), ['azure.machine: keep, now change (size Standard_D2as_v5 → Standard_D4as_v5)']);
	t.deepEqual(planDifferences([], [planned('dns.record', 'create')]), ['dns.record: not planned, now create']);
});

test('what is made costs its lines of the bill, another size the difference, and what is kept nothing', t => {
	const [machine, disk, kept, network, larger] = withCosts(
		[
			planned('azure.machine', 'create'),
			planned('azure.disk', 'create'),
			planned('azure.address', 'keep'),
			planned('azure.network', 'create'),
			resize,
		],
		bill,
		prices,
	);
	t.is(machine?.costDelta, 82.49);
	t.is(disk?.costDelta, 19.71);
	t.is(kept?.costDelta, undefined);
	t.is(network?.costDelta, undefined);
	t.is(larger?.costDelta, 62.78);
});

test('where a price is not known, nothing is said of the cost', t => {
	const [machine] = withCosts([planned('azure.machine', 'create')], describeBill({name: 'Standard_X'}, prices), prices);
	t.is(machine?.costDelta, undefined);
});
