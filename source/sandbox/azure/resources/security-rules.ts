import {isIPv4} from 'node:net';
import * as z from 'zod';
import {propertiesOf} from '../bodies.ts';
import {Refusal} from '../errors.ts';

const text = z.string().optional();
const list = z.array(z.string()).optional();

export const ruleProperties = propertiesOf(
	{
		protocol: z.string(),
		access: z.string(),
		direction: z.string(),
		priority: z.int(),
		sourceAddressPrefix: text,
		sourceAddressPrefixes: list,
		destinationAddressPrefix: text,
		destinationAddressPrefixes: list,
		sourcePortRange: text,
		sourcePortRanges: list,
		destinationPortRange: text,
		destinationPortRanges: list,
		description: z.string().max(140).optional(),
	},
	['sourceApplicationSecurityGroups', 'destinationApplicationSecurityGroups', 'provisioningState'],
);

export interface SecurityRule {
	name: string;
	properties: z.infer<typeof ruleProperties>;
}

const words = {protocol: ['Tcp', 'Udp', 'Icmp', 'Esp', 'Ah', '*'], access: ['Allow', 'Deny'], direction: ['Inbound', 'Outbound']};
/** Service tags are words such as `Internet`, `VirtualNetwork` or `Storage.EastUS`. */
const serviceTag = /^[a-z][a-z\d]*(\.[a-z\d]+)?$/i;

/** Checks rules as Azure does: words, priorities without a tie, addresses and ports. */
export function checkRules(rules: SecurityRule[], group: string): void {
	for (const {name, properties} of rules) {
		for (const [field, allowed] of Object.entries(words)) {
			const value = properties[field as keyof typeof words];
			if (!allowed.some(word => word.toLowerCase() === value.toLowerCase())) {
				throw refuse(
					'SecurityRuleInvalidParameter',
					`Security rule ${name} has invalid ${field} '${value}'. Allowed values: ${allowed.join(', ')}.`,
				);
			}
		}

		if (properties.priority < 100 || properties.priority > 4096) {
			throw refuse(
				'SecurityRuleInvalidPriority',
				`Security rule ${name} has invalid priority. Value provided: ${properties.priority}. Allowed range 100-4096.`,
			);
		}

		checkAddresses(name, 'SourceAddressPrefix', [properties.sourceAddressPrefix, ...(properties.sourceAddressPrefixes ?? [])]);
		checkAddresses(name, 'DestinationAddressPrefix', [
			properties.destinationAddressPrefix,
			...(properties.destinationAddressPrefixes ?? []),
		]);
		checkPorts(name, [properties.sourcePortRange, ...(properties.sourcePortRanges ?? [])]);
		checkPorts(name, [properties.destinationPortRange, ...(properties.destinationPortRanges ?? [])]);
	}

	const keys = rules.map(({properties}) => `${properties.direction.toLowerCase()} ${properties.priority}`);
	const second = keys.findIndex((key, index) => keys.indexOf(key) !== index);
	const first = keys.indexOf(keys[second] ?? '');
	if (second !== -1) {
		throw refuse(
			'SecurityRuleConflict',
			`Security rule ${rules[second]?.name} conflicts with rule ${rules[first]?.name}. Rules cannot have the same Priority and Direction. NSG: ${group}.`,
		);
	}
}

function refuse(code: string, message: string): Refusal {
	return new Refusal(400, code, message);
}

function checkAddresses(rule: string, field: string, values: Array<string | undefined>): void {
	const given = values.filter(value => value !== undefined);
	if (given.length === 0) {
		throw refuse('SecurityRuleParameterNotSpecified', `Required security rule parameter ${field} is not specified for ${rule}.`);
	}

	for (const value of given) {
		const [address = '', prefix] = value.split('/');
		const range = isIPv4(address) && (prefix === undefined || (/^\d{1,2}$/.test(prefix) && Number(prefix) <= 32));
		const sixth = address.includes(':');
		if (value !== '*' && !range && !sixth && !serviceTag.test(value)) {
			throw refuse('SecurityRuleInvalidAddressPrefix', `Security rule ${rule} has invalid Address prefix. Value provided: ${value}`);
		}
	}
}

function checkPorts(rule: string, values: Array<string | undefined>): void {
	const given = values.filter(value => value !== undefined);
	if (given.length === 0) {
		throw refuse('SecurityRuleParameterNotSpecified', `Required security rule parameter port range is not specified for ${rule}.`);
	}

	for (const value of given) {
		const ports = value === '*' ? [] : value.split('-').map(Number);
		if (ports.length > 2 || ports.some(port => !Number.isInteger(port) || port < 0 || port > 65_535)) {
			throw refuse(
				'SecurityRuleInvalidPortRange',
				`Security rule ${rule} has invalid Port range. Value provided: ${value}. Value should be an integer OR integer range with '-' delimiter. Valid range 0-65535.`,
			);
		}
	}
}

const everything = {sourcePortRange: '*', destinationPortRange: '*', protocol: '*'};

/** The rules that every group has beneath its own. */
export const defaultRules: SecurityRule[] = [
	{
		name: 'AllowVnetInBound',
		properties: {
			...everything,
			access: 'Allow',
			direction: 'Inbound',
			priority: 65_000,
			sourceAddressPrefix: 'VirtualNetwork',
			destinationAddressPrefix: 'VirtualNetwork',
		},
	},
	{
		name: 'AllowAzureLoadBalancerInBound',
		properties: {
			...everything,
			access: 'Allow',
			direction: 'Inbound',
			priority: 65_001,
			sourceAddressPrefix: 'AzureLoadBalancer',
			destinationAddressPrefix: '*',
		},
	},
	{
		name: 'DenyAllInBound',
		properties: {
			...everything,
			access: 'Deny',
			direction: 'Inbound',
			priority: 65_500,
			sourceAddressPrefix: '*',
			destinationAddressPrefix: '*',
		},
	},
	{
		name: 'AllowVnetOutBound',
		properties: {
			...everything,
			access: 'Allow',
			direction: 'Outbound',
			priority: 65_000,
			sourceAddressPrefix: 'VirtualNetwork',
			destinationAddressPrefix: 'VirtualNetwork',
		},
	},
	{
		name: 'AllowInternetOutBound',
		properties: {
			...everything,
			access: 'Allow',
			direction: 'Outbound',
			priority: 65_001,
			sourceAddressPrefix: '*',
			destinationAddressPrefix: 'Internet',
		},
	},
	{
		name: 'DenyAllOutBound',
		properties: {
			...everything,
			access: 'Deny',
			direction: 'Outbound',
			priority: 65_500,
			sourceAddressPrefix: '*',
			destinationAddressPrefix: '*',
		},
	},
];
