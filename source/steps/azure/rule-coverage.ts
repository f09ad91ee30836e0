import {rangeCoverage, type Coverage} from '../../azure/resources/address-range.ts';
import type {FirewallRule} from '../../azure/resources/firewall-rule.ts';
import {subnetPrefix} from '../../azure/resources/networks.ts';

/** The parts of a rule that say which traffic it is about. */
export type Traffic = Pick<FirewallRule, 'protocol' | 'sources' | 'sourcePorts' | 'destinations' | 'ports'>;

const everywhere = new Set(['*', 'any', 'internet', '0.0.0.0/0']);
/** Service tags that are never an address on the internet. */
const inside = new Set(['virtualnetwork', 'azureloadbalancer']);

/** How much of `traffic` from the internet to our machine a rule is about. */
export function coverage(rule: Traffic, traffic: Traffic): Coverage {
	const parts = [
		protocolCoverage(rule.protocol, traffic.protocol),
		ofAll(rule.sources, traffic.sources, sourceCoverage),
		ofAll(rule.sourcePorts, traffic.sourcePorts, portCoverage),
		ofAll(rule.destinations, traffic.destinations, destinationCoverage),
		ofAll(rule.ports, traffic.ports, portCoverage),
	];
	return parts.includes('none') ? 'none' : parts.every(part => part === 'all') ? 'all' : 'some';
}

/** `everybody`, for each way in which Azure writes it. */
export function isEverybody(source: string): boolean {
	return everywhere.has(source.toLowerCase());
}

function ofAll(rule: readonly string[], traffic: readonly string[], compare: (one: string, other: string) => Coverage): Coverage {
	const parts = traffic.map(other => best(rule.map(one => compare(one, other))));
	return parts.every(part => part === 'all') ? 'all' : parts.every(part => part === 'none') ? 'none' : 'some';
}

function best(parts: readonly Coverage[]): Coverage {
	return parts.includes('all') ? 'all' : parts.includes('some') ? 'some' : 'none';
}

function protocolCoverage(rule: string, traffic: string): Coverage {
	const [one, other] = [rule.toLowerCase(), traffic.toLowerCase()];
	return one === '*' || one === other ? 'all' : other === '*' ? 'some' : 'none';
}

function sourceCoverage(rule: string, traffic: string): Coverage {
	if (isEverybody(rule) || rule.toLowerCase() === traffic.toLowerCase()) {
		return 'all';
	}

	// A group of interfaces is inside the network, as some tags are; IPv6 has no way to our IPv4 address.
	if (rule.startsWith('/') || rule.includes(':') || inside.has(rule.toLowerCase())) {
		return 'none';
	}

	return rangeCoverage(rule, traffic) ?? 'some';
}

function destinationCoverage(rule: string, traffic: string): Coverage {
	const one = rule.toLowerCase();
	if (['*', 'any', '0.0.0.0/0', 'virtualnetwork'].includes(one) || one === traffic.toLowerCase()) {
		return 'all';
	}

	// Azure compares with the private address, behind the public one.
	return rangeCoverage(rule, traffic === '*' ? subnetPrefix : traffic) ?? (rule.startsWith('/') ? 'some' : 'none');
}

function portCoverage(rule: string, traffic: string): Coverage {
	const [one, other] = [portRange(rule), portRange(traffic)];
	const overlaps = one.first <= other.last && other.first <= one.last;
	return one.first <= other.first && other.last <= one.last ? 'all' : overlaps ? 'some' : 'none';
}

function portRange(text: string): {first: number; last: number} {
	const [first = '0', last = first] = text === '*' ? ['0', '65535'] : text.split('-');
	return {first: Number(first), last: Number(last)};
}
