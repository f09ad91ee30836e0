import type {FirewallRule} from '../../azure/resources/firewall-rule.ts';
import type {FirewallFacts} from '../../azure/resources/firewalls.ts';
import {wantedRules} from '../../azure/resources/wanted-rules.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import {verdict} from './effective-rules.ts';
import {refusedFault} from './fault.ts';
import {refuse} from './refuse.ts';

/** A group that keeps out what one of our rules lets in. */
interface Block {
	group: {id: string; name: string};
	/** Our rule. */
	wanted: FirewallRule;
	/** Somebody's rule; absent where the group has no rule for it, and Azure denies. */
	by?: FirewallRule;
}

/** Somebody's rule, here or in front of the subnet, keeps out what our rules let in. Whoever wrote it meant something by it, so it is not changed. */
export const overriddenFault = refusedFault<FirewallFacts>({
	code: 'azure.firewall.overridden',
	detect: (wanted, found) => blocks(wanted, found).length > 0,
	explain: (wanted, found) => ({
		state: 'broken',
		evidence: `${found.name}, ${found.rules.length} rules`,
		cause: blocks(wanted, found)
			.map(block => sentence(block))
			.join(' '),
	}),
	refuse(wanted, found) {
		const all = blocks(wanted, found);
		const commands = [...new Set(all.map(block => remedy(block)))];
		return refuse(
			'azure.rule-overridden',
			all.map(block => sentence(block)).join(' '),
			`Change that, then run the same command again: ${commands.join(' && ')}`,
			all.map(({group}) => group.id),
		);
	},
});

/** What is kept out once our own rules are right. */
function blocks(deployment: Deployment, found: FirewallFacts): Block[] {
	const own = wantedRules(deployment);
	const others = found.rules.filter(({name}) => !own.some(rule => rule.name === name.toLowerCase()));
	const groups = [{...found, rules: [...others, ...own]}, ...(found.subnetGroup ? [found.subnetGroup] : [])];
	return groups.flatMap(group =>
		own.flatMap(wanted => {
			const {access, by} = verdict(group.rules, wanted);
			return access === 'Deny' ? [{group, wanted, ...(by && {by})}] : [];
		}),
	);
}

function sentence({group, wanted, by}: Block): string {
	const what = `port ${wanted.ports.join(' ')}`;
	return by
		? `The rule ${by.name} (priority ${by.priority}) in ${group.name}, which is not ours, denies ${what}.`
		: `The network security group ${group.name} of the subnet has no rule that allows ${what}.`;
}

function remedy({group, wanted, by}: Block): string {
	const [, resourceGroup = ''] = /resourceGroups\/([^/]+)/i.exec(group.id) ?? [];
	const place = `--resource-group ${resourceGroup} --nsg-name ${group.name}`;
	return by
		? `az network nsg rule update ${place} --name ${by.name} --priority 2000`
		: `az network nsg rule create ${place} --name ${wanted.name} --priority ${wanted.priority} --access Allow --protocol Tcp --source-address-prefixes '${wanted.sources.join(' ')}' --destination-port-ranges ${wanted.ports.join(' ')}`;
}
