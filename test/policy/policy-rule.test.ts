import test from 'ava';
import type {Policy, PolicyResource} from '../../source/policy/policy.ts';
import {denies} from '../../source/policy/policy-rule.ts';

const machine: PolicyResource = {
	type: 'Microsoft.Compute/virtualMachines',
	name: 'wasper-vm',
	location: 'eastus',
	tags: {owner: 'Ada'},
	aliases: {'Microsoft.Compute/virtualMachines/sku.name': 'Standard_D2as_v5'},
};
const group: PolicyResource = {...machine, type: 'Microsoft.Resources/subscriptions/resourceGroups', name: 'wasper-rg', aliases: {}};

function policy(condition: unknown, more: Partial<Policy> = {}, effect = 'deny'): Policy {
	return {title: 'A policy', mode: 'Indexed', parameters: {}, rule: {condition, effect}, ...more};
}

const type = 'Microsoft.Compute/virtualMachines';
const size = `${type}/sku.name`;

/** Rules in Azure's own words, with the answer of Azure; undefined where only Azure can tell. */
const cases: Array<[title: string, policy: Policy, answer: boolean | undefined, resource?: PolicyResource]> = [
	['a location outside the list', policy({field: 'location', notIn: ['westeurope']}), true],
	['a location in the list, written as people do', policy({field: 'location', notIn: ['West Europe', 'East US']}), false],
	[
		'a list that the assignment gives',
		policy({field: 'location', notIn: "[parameters('listOfAllowedLocations')]"}, {parameters: {listOfAllowedLocations: ['eastus']}}),
		false,
	],
	[
		'a list that the set gives to its policy',
		policy(
			{not: {field: size, in: "[parameters('sizes')]"}},
			{parameters: {sizes: "[parameters('allowedSizes')]"}, outerParameters: {allowedSizes: ['Standard_D2as_v5']}},
		),
		false,
	],
	['a size outside the list', policy({allOf: [{field: 'type', equals: type}, {not: {field: size, in: ['Standard_B1s']}}]}), true],
	[
		'a missing tag, named by an expression',
		policy({field: "[concat('tags[', parameters('tagName'), ']')]", exists: 'false'}, {parameters: {tagName: 'cost-centre'}}),
		true,
	],
	['a tag that is there', policy({field: "tags['owner']", exists: false}), false],
	['a tag with another value', policy({field: 'tags.owner', notEquals: 'Grace'}), true],
	['a tag with a value, case aside', policy({field: 'tags.owner', notEquals: 'ADA'}), false],
	['a name that is like a pattern', policy({field: 'name', notLike: 'wasper-*'}), false],
	['a name that is not', policy({field: 'name', notLike: 'corp-*'}), true],
	['a kind that is not made', policy({field: 'type', equals: 'Microsoft.Sql/servers'}), false],
	[
		'all of several',
		policy({
			allOf: [
				{field: 'type', equals: type},
				{field: 'location', equals: 'westeurope'},
			],
		}),
		false,
	],
	[
		'any of several',
		policy({
			anyOf: [
				{field: 'location', equals: 'westeurope'},
				{field: 'type', contains: 'virtualmachines'},
			],
		}),
		true,
	],
	['an audit', policy({field: 'location', notIn: ['westeurope']}, {}, 'audit'), false],
	[
		'an effect that is switched off',
		policy({field: 'location', notIn: ['westeurope']}, {parameters: {effect: 'Disabled'}}, "[parameters('effect')]"),
		false,
	],
	['a group, which policies of the mode Indexed do not look at', policy({field: 'location', notIn: ['westeurope']}), false, group],
	['a group, at which policies of the mode All do look', policy({field: 'location', notIn: ['westeurope']}, {mode: 'All'}), true, group],
	['a policy of Kubernetes', policy({field: 'location', notIn: ['westeurope']}, {mode: 'Microsoft.Kubernetes.Data'}), false],
	['a property that is not known here', policy({field: `${type}/priority`, equals: 'Spot'}), undefined],
	[
		'an unknown property that does not matter',
		policy({
			allOf: [
				{field: 'location', equals: 'x'},
				{field: `${type}/priority`, equals: 'Spot'},
			],
		}),
		false,
	],
	[
		'an unknown property that does',
		policy({
			anyOf: [
				{field: 'location', equals: 'x'},
				{field: `${type}/priority`, equals: 'Spot'},
			],
		}),
		undefined,
	],
	['a property of another kind', policy({field: 'Microsoft.Sql/servers/version', exists: 'true'}), false],
	['a function that is not known here', policy({field: 'location', notEquals: '[resourceGroup().location]'}), undefined],
	['a comparison that is not known here', policy({field: 'name', match: 'corp-##'}), undefined],
	['counting', policy({count: {field: `${type}/x[*]`}, greater: 0}), undefined],
	['a definition that may not be read', {title: 'Secret', mode: 'All', parameters: {}}, undefined],
];

for (const [title, rule, answer, resource = machine] of cases) {
	const word = answer === undefined ? 'is left to Azure' : answer ? 'is denied' : 'is not denied';
	test(`${title}: ${word}`, t => {
		t.is(denies(rule, resource), answer);
	});
}
