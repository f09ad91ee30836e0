import type {FirewallRule} from '../../azure/resources/firewall-rule.ts';
import type {PropertyChange} from '../../plan/finding.ts';

/** Each wanted rule that is missing or was changed. */
export function differences(wanted: FirewallRule[], existing: FirewallRule[]): PropertyChange[] {
	return wanted.flatMap(rule => {
		const found = existing.find(({name}) => name.toLowerCase() === rule.name);
		const [from, to] = [found && describe(found), describe(rule)];
		return from === to ? [] : [{property: `rule ${rule.name}`, ...(from !== undefined && {from}), to}];
	});
}

/** `the rule allow-ssh is missing`, `the rule allow-ssh says … instead of …` */
export function describeDifference({property, from, to}: PropertyChange): string {
	return from === undefined ? `the ${property} is missing` : `the ${property} says ${from} instead of ${to}`;
}

/** A foreign rule on a priority that one of ours needs; Azure allows each priority once. */
export function priorityConflict(wanted: FirewallRule[], existing: FirewallRule[]): FirewallRule | undefined {
	const own = new Set(wanted.map(({name}) => name));
	const taken = new Set(wanted.map(({priority}) => priority));
	return existing.find(rule => !own.has(rule.name.toLowerCase()) && rule.direction === 'Inbound' && taken.has(rule.priority));
}

/** `1001 Inbound Allow Tcp 22 from 198.51.100.7/32`; one address and its /32 are the same. */
function describe(rule: FirewallRule): string {
	const {priority, direction, access, protocol, ports} = rule;
	const [sources, sourcePorts, destinations] = [rule.sources, rule.sourcePorts, rule.destinations].map(list => inOneForm(list));
	const from = [sources, ...(sourcePorts === '*' ? [] : [`port ${sourcePorts}`])].join(' ');
	const to = destinations === '*' ? '' : ` to ${destinations}`;
	return `${priority} ${direction} ${access} ${protocol} ${ports.join(' ')} from ${from}${to}`;
}

function inOneForm(values: readonly string[]): string {
	return values
		.map(value => (/^\d+\.[\d.]+$/.test(value) ? `${value}/32` : value))
		.map(value => (value === '0.0.0.0/0' ? '*' : value))
		.toSorted()
		.join(' ');
}
