import type {FirewallFacts, FirewallRule} from '../../azure/resources/firewalls.ts';
import {wantedRules} from '../../azure/resources/wanted-rules.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {ActionError} from '../../errors/kinds.ts';
import type {Inspection, Step} from '../step.ts';
import {adopt} from './adopt.ts';
import {differences, inWords, rivalOf} from './firewall-rules.ts';
import {blockedBy, assess, sayAbsent} from './assess.ts';
import {removeOurs} from './remove.ts';
import {refuse} from './refuse.ts';

export const firewall: Step<'azure.firewall'> = {
	id: 'azure.firewall',
	plane: 'azure',
	title: 'Network security group',
	needs: ['azure.providers', 'azure.group'],
	looksWith: [],

	async inspect(context) {
		const {deployment, gateways} = context;
		const found = await gateways.azure.firewalls.find(deployment, context);
		if (!found) {
			return sayAbsent(deployment.names.firewall);
		}

		const wanted = wantedRules(deployment);
		const others = found.rules.length - wanted.filter(({name}) => found.rules.some(rule => rule.name.toLowerCase() === name)).length;
		const evidence = `${found.name}, SSH from ${deployment.choices.sshFrom}, HTTP and HTTPS for everybody${others > 0 ? `, ${others} more rules kept` : ''}`;
		const changes = differences(wanted, found.rules);
		const rival = rivalOf(wanted, found.rules);
		return assess<Inspection<'azure.firewall'>>(
			deployment,
			'network security group',
			found,
			changes.length > 0
				? {
						state: 'drifted',
						evidence: `${found.name}, ${found.rules.length} rules`,
						changes,
						cause: `In its rules, ${changes.map(inWords).join('; ')}.`,
						fix: 'set these rules and keep all others',
						...(rival && blockedBy(rivalry(deployment, found, rival))),
					}
				: {state: 'ok', evidence, result: {id: found.id}},
		);
	},

	async apply(context) {
		const {deployment, gateways} = context;
		const {firewalls} = gateways.azure;
		const wanted = wantedRules(deployment);
		const found = await adopt(context, 'network security group', async () => firewalls.find(deployment, context));
		if (!found) {
			return {id: (await firewalls.create(deployment, context)).id};
		}

		const rival = rivalOf(wanted, found.rules);
		if (rival) {
			throw rivalry(deployment, found, rival);
		}

		const changed = differences(wanted, found.rules);
		if (found.provisioningState !== 'Succeeded' || changed.length > 0) {
			for (const change of changed) {
				context.say(inWords(change));
			}

			await firewalls.repair(deployment, context);
		}

		return {id: found.id};
	},

	async remove(context) {
		return removeOurs(context, 'network security group', context.gateways.azure.firewalls);
	},
};

function rivalry(deployment: Deployment, found: FirewallFacts, rival: FirewallRule): ActionError {
	return refuse(
		'azure.rule-priority',
		`Somebody's rule ${rival.name} in ${found.name} has the priority ${rival.priority}, which one of our rules needs.`,
		`Give that rule another priority: az network nsg rule update --resource-group ${deployment.names.group} --nsg-name ${found.name} --name ${rival.name} --priority 2000`,
		[found.id],
	);
}
