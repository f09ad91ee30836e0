import {type AddressFacts, usualIdleMinutes} from '../../azure/resources/addresses.ts';
import {idsOf} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {Machine} from '../machine.ts';
import {failedFault} from './common-faults.ts';
import {refusedFault, type Fault} from './fault.ts';
import {resourceGroup} from './group.ts';
import {resourceProviders} from './providers.ts';
import {refuse} from './refuse.ts';
import {resourceStep} from './resource-step.ts';
import {stepKind} from './step-kind.ts';

/** Why an address cannot serve the deployment, by the fault that it is. */
const defects: Record<string, (wanted: Deployment, found: AddressFacts) => string | undefined> = {
	'azure.address.not-static': (_, found) =>
		found.lasting ? undefined : `The public IP address ${found.name} is not a Standard static IPv4 address, so it could change.`,
	'azure.address.in-use'(wanted, found) {
		const own = `${idsOf(wanted).interface.toLowerCase()}/`;
		const isElsewhere = found.usedBy && !found.usedBy.toLowerCase().startsWith(own);
		return isElsewhere ? `The public IP address ${found.name} is used by another resource: ${found.usedBy}.` : undefined;
	},
	'azure.address.unassigned': (_, found) => (found.ip ? undefined : `Azure has not assigned an address to ${found.name}.`),
};

/** The machine's public address. */
export function addressStep(machine: Machine) {
	const kind = stepKind('address', machine);
	return resourceStep({
		...kind,
		needs: {providers: resourceProviders, group: resourceGroup},
		gives: machine.address,
		gateway: azure => azure.addresses,
		faults: [
			failedFault<AddressFacts>(kind, async context => context.gateways.azure.addresses.repair(context.deployment, context)),
			...defectFaults,
		],
		describe(_, {ip = 'no address yet', lasting, idleMinutes}) {
			const idle = idleMinutes === usualIdleMinutes ? '' : `, idle timeout ${idleMinutes} minutes`;
			return `${ip}, ${lasting ? 'Standard, static' : 'not Standard and static'}${idle}`;
		},
		create: async context => context.gateways.azure.addresses.create(context.deployment, context),
		result: (_, {ip}) => (ip === undefined ? undefined : {ip}),
	});
}

const defectFaults = Object.entries(defects).map(([code, causeOf]): Fault<AddressFacts> =>
	refusedFault({
		code,
		detect: (wanted, found) => causeOf(wanted, found) !== undefined,
		explain: (wanted, found) => ({state: 'broken', evidence: found.name, replace: true, cause: causeOf(wanted, found) ?? ''}),
		refuse: (wanted, found) =>
			refuse(
				'azure.address',
				causeOf(wanted, found) ?? '',
				'Delete that address in the Azure portal, or run the same command again with another --resource-group.',
				[found.id],
			),
	}),
);
