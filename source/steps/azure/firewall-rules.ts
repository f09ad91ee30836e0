import type {FirewallRule} from '../../azure/firewalls.ts';
import type {Deployment} from '../../deployment/deployment.ts';

/** The doors that a deployment needs: SSH for one address, the web for everybody. */
export function wantedRules(deployment: Deployment): FirewallRule[] {
	const door = (name: string, priority: number, port: string, source: string): FirewallRule => ({
		name,
		priority,
		direction: 'Inbound',
		access: 'Allow',
		protocol: 'Tcp',
		sources: [source],
		ports: [port],
	});
	return [
		door('allow-ssh', 1001, '22', deployment.choices.sshFrom),
		door('allow-http', 1002, '80', '*'),
		door('allow-https', 1003, '443', '*'),
	];
}

/** Each wanted rule that is missing or was changed, in words. */
export function differences(wanted: FirewallRule[], standing: FirewallRule[]): string[] {
	return wanted.flatMap(rule => {
		const found = standing.find(({name}) => name.toLowerCase() === rule.name);
		if (!found) {
			return [`the rule ${rule.name} is missing`];
		}

		return describe(found) === describe(rule) ? [] : [`the rule ${rule.name} says ${describe(found)} instead of ${describe(rule)}`];
	});
}

/** A stranger's rule on a priority that one of ours needs; Azure allows each priority once. */
export function rivalOf(wanted: FirewallRule[], standing: FirewallRule[]): FirewallRule | undefined {
	const own = new Set(wanted.map(({name}) => name));
	const taken = new Set(wanted.map(({priority}) => priority));
	return standing.find(rule => !own.has(rule.name.toLowerCase()) && rule.direction === 'Inbound' && taken.has(rule.priority));
}

/** `1001 Inbound Allow Tcp 22 from 198.51.100.7/32`; one address and its /32 are the same. */
function describe(rule: FirewallRule): string {
	const sources = rule.sources
		.map(source => (/^[\d.]+$/.test(source) ? `${source}/32` : source))
		.map(source => (source === '0.0.0.0/0' ? '*' : source));
	return `${rule.priority} ${rule.direction} ${rule.access} ${rule.protocol} ${rule.ports.join(' ')} from ${sources.toSorted().join(' ')}`;
}
