import {networkPrefix, subnetPrefix} from '../../azure/resources/networks.ts';
import type {NetworkFacts} from '../../azure/resources/networks.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import {handle} from '../handle.ts';
import {failedFault} from './common-faults.ts';
import type {Fault} from './fault.ts';
import {resourceGroup} from './group.ts';
import {resourceProviders} from './providers.ts';
import {resourceStep} from './resource-step.ts';
import {stepKind} from './step-kind.ts';

const kind = stepKind('network');

export const virtualNetwork = handle<{id: string; subnetId: string}>(kind.id);

const faults: ReadonlyArray<Fault<NetworkFacts>> = [
	failedFault(kind, async context => context.gateways.azure.networks.repair(context.deployment, context)),
	{
		code: 'azure.network.subnet',
		detect: (wanted, found) => subnetOf(wanted, found) === undefined,
		explain: ({names}, found) => ({
			state: 'drifted',
			evidence: found.name,
			changes: [{property: `subnets.${names.subnet}`, to: subnetPrefix}],
			cause: `Its subnet ${names.subnet} is missing.`,
			fix: `Adds the subnet ${subnetPrefix}.`,
		}),
		async repair(context) {
			await context.gateways.azure.networks.repair(context.deployment, context);
		},
	},
];

export const network = resourceStep({
	...kind,
	needs: {providers: resourceProviders, group: resourceGroup},
	gives: virtualNetwork,
	gateway: azure => azure.networks,
	faults,
	describe(wanted, found) {
		const subnet = subnetOf(wanted, found);
		return `${found.name} ${found.addressPrefixes.join(' ')}, ${wanted.names.subnet} ${subnet?.addressPrefixes.join(' ') ?? 'missing'}`;
	},
	async create(context) {
		context.say(`${context.deployment.names.network} ${networkPrefix}`);
		await context.gateways.azure.networks.create(context.deployment, context);
	},
	result(wanted, found: NetworkFacts) {
		const subnet = subnetOf(wanted, found);
		return subnet && {id: found.id, subnetId: subnet.id};
	},
});

function subnetOf({names}: Deployment, found: NetworkFacts) {
	return found.subnets.find(({name}) => name.toLowerCase() === names.subnet);
}
