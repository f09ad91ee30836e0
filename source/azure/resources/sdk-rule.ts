import type {SecurityRule} from '@azure/arm-network';
import type {FirewallRule} from './firewall-rule.ts';

/** The rule as the SDK sends it. What `existing` says besides, such as a description, stays. */
export function toSdkRule(rule: FirewallRule, existing: SecurityRule = {}): SecurityRule {
	const {
		sourceAddressPrefix: _,
		sourceAddressPrefixes: __,
		sourceApplicationSecurityGroups: ___,
		sourcePortRanges: ____,
		destinationAddressPrefixes: _____,
		destinationApplicationSecurityGroups: ______,
		destinationPortRange: _______,
		destinationPortRanges: ________,
		...others
	} = existing;
	return {
		...others,
		name: existing.name ?? rule.name,
		priority: rule.priority,
		direction: rule.direction,
		access: rule.access,
		protocol: rule.protocol,
		sourcePortRange: '*',
		destinationAddressPrefix: '*',
		...(rule.sources.length === 1 ? {sourceAddressPrefix: rule.sources[0] ?? '*'} : {sourceAddressPrefixes: rule.sources}),
		...(rule.ports.length === 1 ? {destinationPortRange: rule.ports[0] ?? '*'} : {destinationPortRanges: rule.ports}),
	};
}

export function readRule(rule: SecurityRule): FirewallRule {
	return {
		name: rule.name ?? '',
		priority: rule.priority ?? 0,
		direction: rule.direction === 'Outbound' ? 'Outbound' : 'Inbound',
		access: rule.access === 'Deny' ? 'Deny' : 'Allow',
		protocol: rule.protocol ?? '*',
		sources: [...either(rule.sourceAddressPrefix, rule.sourceAddressPrefixes), ...idsOf(rule.sourceApplicationSecurityGroups)],
		sourcePorts: either(rule.sourcePortRange, rule.sourcePortRanges),
		destinations: [
			...either(rule.destinationAddressPrefix, rule.destinationAddressPrefixes),
			...idsOf(rule.destinationApplicationSecurityGroups),
		],
		ports: either(rule.destinationPortRange, rule.destinationPortRanges),
	};
}

/** Azure keeps one value and several in different fields; both may be there, one of them empty. */
function either(one: string | undefined, several: string[] | undefined): string[] {
	return several?.length ? several : one ? [one] : [];
}

function idsOf(groups: ReadonlyArray<{id?: string}> | undefined): string[] {
	return (groups ?? []).flatMap(({id}) => id ?? []);
}
