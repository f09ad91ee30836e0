import type {InterfaceFacts} from '../../azure/resources/interfaces.ts';
import {idsOf, sameId} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {PropertyChange} from '../../plan/plan.ts';
import type {Inspection, Step} from '../step.ts';
import {adopt} from './adopt.ts';
import {assess, sayAbsent} from './assess.ts';
import {removeOurs} from './remove.ts';

const kind = 'network interface';

/** Named with a suffix, because `interface` is a word of the language. */
export const networkInterface: Step<'azure.interface'> = {
	id: 'azure.interface',
	plane: 'azure',
	title: 'Network interface',
	needs: ['azure.network', 'azure.firewall', 'azure.address'],
	looksWith: [],

	async inspect(context) {
		const {deployment, gateways} = context;
		const found = await gateways.azure.interfaces.find(deployment, context);
		if (!found) {
			return sayAbsent(deployment.names.interface);
		}

		const lost = missingParts(deployment, found);
		return assess<Inspection<'azure.interface'>>(
			deployment,
			kind,
			found,
			lost.length > 0
				? {
						state: 'drifted',
						evidence: found.name,
						changes: lost,
						cause: `It is not joined to our ${lost.map(({property}) => property).join(', ')}.`,
						fix: 'join it again',
					}
				: {state: 'ok', evidence: `${found.name} with subnet, address and firewall`, result: {id: found.id}},
		);
	},

	async apply(context) {
		const {deployment, gateways} = context;
		const {interfaces} = gateways.azure;
		let found = await adopt(context, kind, async () => interfaces.find(deployment, context));
		if (!found) {
			found = await interfaces.create(deployment, context);
		} else if (found.provisioningState !== 'Succeeded' || missingParts(deployment, found).length > 0) {
			found = await interfaces.repair(deployment, context);
		}

		return {id: found.id};
	},

	async remove(context) {
		return removeOurs(context, kind, context.gateways.azure.interfaces);
	},
};

function missingParts(deployment: Deployment, found: InterfaceFacts): PropertyChange[] {
	const ids = idsOf(deployment);
	const parts = {
		subnet: [found.subnetId, ids.subnet],
		address: [found.addressId, ids.address],
		firewall: [found.firewallId, ids.firewall],
	} as const;
	return Object.entries(parts).flatMap(([property, [standing, wanted]]) =>
		sameId(standing, wanted) ? [] : [{property, ...(standing !== undefined && {from: lastName(standing)}), to: lastName(wanted)}],
	);
}

/** The resource's own name in its id. */
function lastName(id: string): string {
	return id.slice(id.lastIndexOf('/') + 1);
}
