import type {FirewallRule} from '../../azure/resources/firewall-rule.ts';
import {coverage, isEverybody, type Traffic} from './rule-coverage.ts';

/** What a security group does with traffic as a whole; `by` is absent where none of its own rules decides and Azure denies. */
interface Verdict {
	access: FirewallRule['access'];
	by?: FirewallRule;
}

/** What the rules do with this inbound traffic: the first rule that covers all of it decides, in the order of priority. */
export function verdict(rules: readonly FirewallRule[], traffic: Traffic): Verdict {
	const by = inbound(rules).find(rule => coverage(rule, traffic) === 'all');
	return by ? {access: by.access, by} : {access: 'Deny'};
}

/** Rules of others that change what our rules say, in words: `allow-all (200) opens all ports to everybody`. */
export function otherEffects(rules: readonly FirewallRule[], own: readonly FirewallRule[]): string[] {
	const ownNames = new Set(own.map(({name}) => name.toLowerCase()));
	const ordered = inbound(rules);
	return ordered
		.filter(({name}) => !ownNames.has(name.toLowerCase()))
		.filter(rule => {
			const earlier = ordered.slice(0, ordered.indexOf(rule));
			return rule.access === 'Allow'
				? opens(rule, earlier)
				: own.some(one => one.priority > rule.priority && coverage(rule, one) !== 'none');
		})
		.map(rule => `${rule.name} (${rule.priority}) ${rule.access === 'Allow' ? 'opens' : 'denies'} ${portsOf(rule)} to ${sourcesOf(rule)}`);
}

/** Whether the rule lets somebody on the internet in whom no earlier rule has denied or allowed already. */
function opens(rule: FirewallRule, earlier: readonly FirewallRule[]): boolean {
	const internet = {protocol: '*', sources: ['*'], sourcePorts: ['*'], destinations: ['*'], ports: ['*']};
	return coverage(rule, internet) !== 'none' && !earlier.some(other => coverage(other, rule) === 'all');
}

function inbound(rules: readonly FirewallRule[]): FirewallRule[] {
	return rules.filter(({direction}) => direction === 'Inbound').toSorted((one, other) => one.priority - other.priority);
}

function portsOf({ports}: FirewallRule): string {
	return ports.includes('*') ? 'all ports' : `${ports.length === 1 && !ports[0]?.includes('-') ? 'port' : 'ports'} ${ports.join(' ')}`;
}

function sourcesOf({sources}: FirewallRule): string {
	return sources.some(source => isEverybody(source)) ? 'everybody' : sources.join(' ');
}
