import type {Call} from '../../azure/client/call.ts';
import type {Placement} from '../../deployment/deployment.ts';
import {domainTag} from '../../deployment/tags.ts';
import {ActionError} from '../../errors/kinds.ts';
import type {Gateways} from '../../steps/gateways.ts';

/**
 * Throws an ActionError when the deployment is in another group than the named one, where nothing of it was found:
 * removing its DNS record alone would cut off a running machine.
 */
export async function refuseOtherGroup({choices, names}: Placement, {azure}: Pick<Gateways, 'azure'>, call: Call): Promise<void> {
	const groups = await azure.groups.tagged(domainTag, choices.domain, call);
	const other = groups.find(name => name.toLowerCase() !== names.group.toLowerCase());
	if (other !== undefined) {
		throw new ActionError({
			code: 'azure.other-group',
			cause: `The resource group ${names.group} holds nothing of ${choices.domain}; its deployment is in ${other}.`,
			outcome: 'Nothing was removed.',
			next: `Run the same command again with --resource-group ${other}.`,
		});
	}
}
