import {namespaces} from '../../azure/kinds.ts';
import {handle} from '../handle.ts';
import {azureStep} from '../step.ts';

/** The resource providers that are registered. */
export const resourceProviders = handle<{registered: string[]}>('azure.providers');

export const providers = azureStep({
	id: 'azure.providers',
	plane: 'azure',
	title: 'Resource providers',
	needs: {},
	gives: resourceProviders,

	async inspect(context) {
		const {azure} = context.gateways;
		const states = await Promise.all(
			namespaces.map(async namespace => ({namespace, state: await azure.providers.state(namespace, context)})),
		);
		const open = states.filter(({state}) => state !== 'Registered');
		const evidence = states.map(({namespace, state}) => `${namespace} ${state}`).join(', ');
		const changes = open.map(({namespace, state}) => ({property: namespace, from: state, to: 'Registered'}));
		return open.length > 0
			? {evidence, findings: [{code: 'azure.providers.unregistered', state: 'absent', evidence, changes}]}
			: {evidence, findings: [], result: {registered: namespaces}};
	},

	async apply(context) {
		const {azure} = context.gateways;
		await Promise.all(
			namespaces.map(async namespace => {
				if ((await azure.providers.state(namespace, context)) !== 'Registered') {
					await azure.providers.register(namespace, context);
				}
			}),
		);
		return {registered: namespaces};
	},
});
