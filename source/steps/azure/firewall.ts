import type {Step} from '../step.ts';
import {adopt} from './adopt.ts';
import {differences, rivalOf, wantedRules} from './firewall-rules.ts';
import {judge, sayAbsent} from './judge.ts';
import {removeOurs} from './remove.ts';
import {refuse} from './refuse.ts';

export const firewall: Step<'azure.firewall'> = {
	id: 'azure.firewall',
	plane: 'azure',
	title: 'Network security group',
	needs: ['azure.providers', 'azure.group'],

	async inspect(context) {
		const {deployment, gateways} = context;
		const found = await gateways.azure.firewalls.find(deployment, context);
		if (!found) {
			return sayAbsent(deployment.names.firewall);
		}

		const wrong = judge(deployment, 'network security group', found);
		if (wrong) {
			return wrong;
		}

		const wanted = wantedRules(deployment);
		const others = found.rules.length - wanted.filter(({name}) => found.rules.some(rule => rule.name.toLowerCase() === name)).length;
		const evidence = `${found.name}, SSH from ${deployment.choices.sshFrom}, HTTP and HTTPS for everybody${others > 0 ? `, ${others} more rules kept` : ''}`;
		const changed = differences(wanted, found.rules);
		return changed.length > 0
			? {
					state: 'drifted',
					evidence: `${found.name}, ${found.rules.length} rules`,
					cause: `In its rules, ${changed.join('; ')}.`,
					fix: 'set these rules and keep all others',
				}
			: {state: 'ok', evidence, result: {id: found.id}};
	},

	async apply(context) {
		const {deployment, gateways} = context;
		const {firewalls} = gateways.azure;
		const wanted = wantedRules(deployment);
		const found = await adopt(context, 'network security group', async () => firewalls.find(deployment, context));
		if (!found) {
			return {id: (await firewalls.create(deployment, wanted, context)).id};
		}

		const rival = rivalOf(wanted, found.rules);
		if (rival) {
			throw refuse(
				'azure.rule-priority',
				`Somebody's rule ${rival.name} in ${found.name} has the priority ${rival.priority}, which one of our rules needs.`,
				`Give that rule another priority: az network nsg rule update --resource-group ${deployment.names.group} --nsg-name ${found.name} --name ${rival.name} --priority 2000`,
				[found.id],
			);
		}

		const changed = differences(wanted, found.rules);
		if (found.provisioningState !== 'Succeeded' || changed.length > 0) {
			for (const change of changed) {
				context.say(change);
			}

			await firewalls.repair(deployment, wanted, context);
		}

		return {id: found.id};
	},

	async remove(context) {
		return removeOurs(context, 'network security group', context.gateways.azure.firewalls);
	},
};
