import {networkPrefix, subnetPrefix} from '../../azure/resources/networks.ts';
import type {NetworkFacts} from '../../azure/resources/networks.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {Inspection, Step} from '../step.ts';
import {adopt} from './adopt.ts';
import {assess, sayAbsent} from './assess.ts';
import {removeOurs} from './remove.ts';

export const network: Step<'azure.network'> = {
	id: 'azure.network',
	plane: 'azure',
	title: 'Virtual network',
	needs: ['azure.providers', 'azure.group'],
	looksWith: [],

	async inspect(context) {
		const {deployment, gateways} = context;
		const found = await gateways.azure.networks.find(deployment, context);
		if (!found) {
			return sayAbsent(deployment.names.network);
		}

		const subnet = subnetOf(deployment, found);
		const evidence = `${found.name} ${found.addressPrefixes.join(' ')}, ${deployment.names.subnet} ${subnet?.addressPrefixes.join(' ') ?? 'missing'}`;
		return assess<Inspection<'azure.network'>>(
			deployment,
			'network',
			found,
			subnet
				? {state: 'ok', evidence, result: {id: found.id, subnetId: subnet.id}}
				: {
						state: 'drifted',
						evidence,
						changes: [{property: `subnets.${deployment.names.subnet}`, to: subnetPrefix}],
						cause: `Its subnet ${deployment.names.subnet} is gone.`,
						fix: `add the subnet ${subnetPrefix}`,
					},
		);
	},

	async apply(context) {
		const {deployment, gateways} = context;
		const {networks} = gateways.azure;
		let found = await adopt(context, 'network', async () => networks.find(deployment, context));
		if (!found) {
			context.say(`${deployment.names.network} ${networkPrefix}`);
			found = await networks.create(deployment, context);
		} else if (found.provisioningState !== 'Succeeded' || !subnetOf(deployment, found)) {
			found = await networks.repair(deployment, context);
		}

		return {id: found.id, subnetId: subnetOf(deployment, found)?.id ?? ''};
	},

	async remove(context) {
		return removeOurs(context, 'network', context.gateways.azure.networks);
	},
};

function subnetOf(deployment: Deployment, found: NetworkFacts) {
	return found.subnets.find(({name}) => name.toLowerCase() === deployment.names.subnet);
}
