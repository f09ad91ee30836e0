import type {FirewallFacts} from '../../azure/resources/firewalls.ts';
import {wantedRules} from '../../azure/resources/wanted-rules.ts';
import {handle} from '../handle.ts';
import type {StepContext} from '../step.ts';
import {failedFault} from './common-faults.ts';
import {refusedFault, type Fault} from './fault.ts';
import {otherEffects} from './effective-rules.ts';
import {differences, describeDifference, priorityConflict} from './firewall-rules.ts';
import {overriddenFault} from './overridden.ts';
import {resourceGroup} from './group.ts';
import {resourceProviders} from './providers.ts';
import {refuse} from './refuse.ts';
import {resourceStep} from './resource-step.ts';
import {stepKind} from './step-kind.ts';

const kind = stepKind('firewall');

export const securityGroup = handle<{id: string}>(kind.id);

const faults: ReadonlyArray<Fault<FirewallFacts>> = [
	refusedFault({
		code: 'azure.firewall.priority',
		detect: (wanted, found) =>
			differences(wantedRules(wanted), found.rules).length > 0 && priorityConflict(wantedRules(wanted), found.rules) !== undefined,
		explain: (wanted, found) => ({
			state: 'broken',
			evidence: `${found.name}, ${found.rules.length} rules`,
			cause: conflictSentence(wanted, found),
		}),
		refuse: (wanted, found) =>
			refuse(
				'azure.rule-priority',
				conflictSentence(wanted, found),
				`Give that rule another priority: az network nsg rule update --resource-group ${wanted.names.group} --nsg-name ${found.name} --name ${priorityConflict(wantedRules(wanted), found.rules)?.name} --priority 2000`,
				[found.id],
			),
	}),
	overriddenFault,
	failedFault(kind, repair),
	{
		code: 'azure.firewall.rules',
		detect: (wanted, found) => differences(wantedRules(wanted), found.rules).length > 0,
		explain(wanted, found) {
			const changes = differences(wantedRules(wanted), found.rules);
			return {
				state: 'drifted',
				evidence: `${found.name}, ${found.rules.length} rules`,
				changes,
				cause: `In its rules, ${changes.map(describeDifference).join('; ')}.`,
				fix: 'Sets these rules and keeps all others.',
			};
		},
		repair,
	},
];

export const firewall = resourceStep({
	...kind,
	needs: {providers: resourceProviders, group: resourceGroup},
	gives: securityGroup,
	gateway: azure => azure.firewalls,
	faults,
	/** Only what is true once there are no findings; what others' rules add or take is named. */
	describe(wanted, found) {
		const effects = otherEffects(found.rules, wantedRules(wanted));
		const more = effects.length > 0 ? `; besides, ${effects.join(', ')}` : '';
		return `${found.name}, SSH from ${wanted.choices.sshFrom}, HTTP and HTTPS for everybody${more}`;
	},
	create: async context => context.gateways.azure.firewalls.create(context.deployment, context),
	result: (_, found: FirewallFacts) => ({id: found.id}),
});

async function repair(context: StepContext): Promise<void> {
	await context.gateways.azure.firewalls.repair(context.deployment, context);
}

function conflictSentence(wanted: StepContext['deployment'], found: FirewallFacts): string {
	const rival = priorityConflict(wantedRules(wanted), found.rules);
	return `The rule ${rival?.name} in ${found.name}, which is not ours, has the priority ${rival?.priority} that one of our rules needs.`;
}
