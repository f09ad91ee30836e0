import type {InterfaceFacts} from '../../azure/resources/interfaces.ts';
import {idsOf, sameId} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {PropertyChange} from '../../plan/finding.ts';
import {handle} from '../handle.ts';
import {instanceId, type Machine} from '../machine.ts';
import type {StepContext} from '../step.ts';
import {attachedFromOutside} from './attached.ts';
import {failedFault} from './common-faults.ts';
import {securityGroup} from './firewall.ts';
import {virtualNetwork} from './network.ts';
import {lastName} from './resource-name.ts';
import {resourceStep} from './resource-step.ts';
import {stepKind} from './step-kind.ts';

export function networkInterface(machine: Machine) {
	return handle<{id: string}>(instanceId('azure.interface', machine));
}

export function interfaceStep(machine: Machine) {
	const kind = stepKind('interface', machine);
	return resourceStep({
		...kind,
		needs: {network: virtualNetwork, firewall: securityGroup, address: machine.address},
		gives: networkInterface(machine),
		gateway: azure => azure.interfaces,
		faults: [
			failedFault<InterfaceFacts>(kind, repair),
			{
				code: 'azure.interface.parts',
				detect: (wanted, found) => missingParts(wanted, found).length > 0,
				explain(wanted, found) {
					const changes = missingParts(wanted, found);
					return {
						state: 'drifted',
						evidence: found.name,
						changes,
						cause: `It is not associated with our ${changes.map(({property}) => property).join(', ')}.`,
						fix: 'Associates it again.',
					};
				},
				repair,
			},
		],
		describe: (_, found) => `${found.name} with subnet, address and firewall${found.acceleratedNetworking ? ', accelerated' : ''}`,
		create: async context => context.gateways.azure.interfaces.create(context.deployment, context),
		result: (_, found) => ({id: found.id}),
		owned: (placement, found) => ({others: attachedFromOutside(placement, 'public IP address', found.addresses, found.name)}),
	});
}

async function repair(context: StepContext): Promise<void> {
	await context.gateways.azure.interfaces.repair(context.deployment, context);
}

function missingParts(wanted: Deployment, found: InterfaceFacts): PropertyChange[] {
	const ids = idsOf(wanted);
	const parts = {
		subnet: [found.subnetId, ids.subnet],
		address: [found.addressId, ids.address],
		firewall: [found.firewallId, ids.firewall],
	} as const;
	return Object.entries(parts).flatMap(([property, [existing, own]]) =>
		sameId(existing, own) ? [] : [{property, ...(existing !== undefined && {from: lastName(existing)}), to: lastName(own)}],
	);
}
