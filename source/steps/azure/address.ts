import type {AddressFacts} from '../../azure/resources/addresses.ts';
import {idsOf} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {ActionError} from '../../errors/kinds.ts';
import type {Inspection, Step} from '../step.ts';
import {adopt} from './adopt.ts';
import {blockedBy, assess, sayAbsent} from './assess.ts';
import {removeOurs} from './remove.ts';
import {refuse} from './refuse.ts';

const kind = 'public address';

export const address: Step<'azure.address'> = {
	id: 'azure.address',
	plane: 'azure',
	title: 'Public address',
	needs: ['azure.providers', 'azure.group'],
	looksWith: [],

	async inspect(context) {
		const {deployment, gateways} = context;
		const found = await gateways.azure.addresses.find(deployment, context);
		if (!found) {
			return sayAbsent(deployment.names.address);
		}

		const evidence = `${found.ip ?? 'no address yet'}, ${found.lasting ? 'Standard, static' : 'not Standard and static'}`;
		const cause = unfit(deployment, found);
		return assess<Inspection<'azure.address'>>(
			deployment,
			kind,
			found,
			cause
				? {state: 'broken', evidence, replace: true, cause, ...blockedBy(unfitAddress(found, cause))}
				: {state: 'ok', evidence, result: {id: found.id, ip: found.ip ?? ''}},
		);
	},

	async apply(context) {
		const {deployment, gateways} = context;
		const {addresses} = gateways.azure;
		let found = await adopt(context, kind, async () => addresses.find(deployment, context));
		if (found?.provisioningState !== 'Succeeded') {
			found = await addresses.create(deployment, context);
		}

		const cause = unfit(deployment, found);
		if (cause) {
			throw unfitAddress(found, cause);
		}

		context.say(`The address is ${found.ip}`);
		return {id: found.id, ip: found.ip ?? ''};
	},

	async remove(context) {
		return removeOurs(context, kind, context.gateways.azure.addresses);
	},
};

function unfitAddress(found: AddressFacts, cause: string): ActionError {
	return refuse(
		'azure.address',
		cause,
		'Remove that address in the Azure portal, or run the same command again with another --resource-group.',
		[found.id],
	);
}

/** Why this address can't serve the deployment. */
function unfit(deployment: Deployment, found: AddressFacts): string | undefined {
	if (!found.lasting) {
		return `The public address ${found.name} is not a Standard static IPv4 address, so it could change.`;
	}

	const own = idsOf(deployment).interface.toLowerCase();
	if (found.usedBy && !found.usedBy.toLowerCase().startsWith(`${own}/`)) {
		return `The public address ${found.name} is in use elsewhere: ${found.usedBy}.`;
	}

	return found.ip ? undefined : `Azure gave the public address ${found.name} no number.`;
}
