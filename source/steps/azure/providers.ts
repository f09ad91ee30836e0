import {namespaces} from '../../azure/kinds.ts';
import type {Step} from '../step.ts';

export const providers: Step<'azure.providers'> = {
	id: 'azure.providers',
	plane: 'azure',
	title: 'Resource providers',
	needs: [],

	async inspect(context) {
		const {azure} = context.gateways;
		const states = await Promise.all(
			namespaces.map(async namespace => ({namespace, state: await azure.providers.state(namespace, context)})),
		);
		const open = states.filter(({state}) => state !== 'Registered');
		const evidence = states.map(({namespace, state}) => `${namespace} ${state}`).join(', ');
		return open.length > 0
			? {state: 'absent', evidence, changes: open.map(({namespace, state}) => ({property: namespace, from: state, to: 'Registered'}))}
			: {state: 'ok', evidence, result: {registered: namespaces}};
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
};
