import test from 'ava';
import type {OsDisk} from '../../source/deployment/choices.ts';
import {rehearse, subscriptionScope, type StandIns} from './support.ts';

/** A policy of the subscription that denies what fits `condition`. */
function denying(title: string, condition: object) {
	return ({policies}: StandIns) => {
		const definition = `${subscriptionScope}/providers/Microsoft.Authorization/policyDefinitions/rule`;
		const assignment = `${subscriptionScope}/providers/Microsoft.Authorization/policyAssignments/rule`;
		// oxlint-disable-next-line unicorn/no-thenable -- Azure's own word, and no function
		const policyRule = {if: condition, then: {effect: 'deny'}};
		policies.set(definition.toLowerCase(), {id: definition, name: 'rule', properties: {displayName: title, mode: 'Indexed', policyRule}});
		policies.set(assignment.toLowerCase(), {
			id: assignment,
			name: 'rule',
			properties: {displayName: title, scope: subscriptionScope, policyDefinitionId: definition},
		});
	};
}

const osDiskSku = 'Microsoft.Compute/virtualMachines/storageProfile.osDisk.managedDisk.storageAccountType';

for (const [osDisk, state] of [
	['premium-ssd', 'failed'],
	['standard-ssd', 'passed'],
] as const satisfies Array<[OsDisk, string]>) {
	test.serial(`a policy that denies Premium SSD OS disks: --os-disk ${osDisk} has ${state} before the first change`, async t => {
		const change = denying('No premium OS disks', {field: osDiskSku, equals: 'Premium_LRS'});
		const {'azure.policy': check} = await (await rehearse(t, {change, choices: {osDisk}})).ask();
		t.is(check?.state, state, JSON.stringify(check));
		if (check?.state === 'failed') {
			t.is(check.cause, 'The policy “No premium OS disks” forbids the virtual machine wasper-vm.');
			t.regex(check.fix ?? '', /--os-disk/);
		}
	});
}

test.serial('a policy against public IP addresses is evaluated against the requests of a first run', async t => {
	const nic = 'Microsoft.Network/networkInterfaces/ipconfigurations[*].publicIpAddress.id';
	const {'azure.policy': check} = await (await rehearse(t, {change: denying('No public IPs', {field: nic, exists: true})})).ask();
	t.regex(check?.cause ?? '', /forbids the network interface wasper-nic/);
});

test.serial('a policy that asks for IP forwarding, which no request mentions, is evaluated all the same', async t => {
	const forwarding = 'Microsoft.Network/networkInterfaces/enableIpForwarding';
	const {'azure.policy': check} = await (await rehearse(t, {change: denying('No forwarding', {field: forwarding, equals: true})})).ask();
	t.is(check?.state, 'passed', JSON.stringify(check));
});
