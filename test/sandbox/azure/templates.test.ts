import test from 'ava';
import {expandTemplate} from '../../../source/sandbox/azure/templates.ts';
import {Refusal} from '../../../source/sandbox/azure/errors.ts';

const scope = {subscription: 's', group: 'g'};
type Template = Parameters<typeof expandTemplate>[0]['template'];

function deploy(template: Partial<Template>, parameters: Record<string, {value: unknown}> = {}) {
	const whole = {$schema: '', contentVersion: '1.0.0.0', parameters: {}, variables: {}, resources: [], ...template};
	return expandTemplate({mode: 'Incremental', template: whole, parameters}, scope);
}

const address = {type: 'Microsoft.Network/publicIPAddresses', apiVersion: '2025-01-01', name: 'a', dependsOn: []};

test('a template becomes requests: expressions are evaluated, and each resource comes after what it needs', t => {
	const resources = deploy(
		{
			parameters: {key: {type: 'secureString'}, size: {type: 'int', defaultValue: 4}},
			variables: {text: {inside: "[concat('it''s ', parameters('key'))]"}},
			resources: [
				{
					...address,
					name: 'b',
					dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'a')]"],
					properties: {data: "[base64(string(variables('text')))]", size: "[parameters('size')]", plain: '[[not an expression]'},
				},
				address,
			],
		},
		{key: {value: 'mine'}},
	);
	t.deepEqual(
		resources.map(({id}) => id),
		['a', 'b'].map(name => `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/${name}`),
	);
	const data = Buffer.from('{"inside":"it\'s mine"}').toString('base64');
	t.deepEqual(resources[1]?.body, {properties: {data, size: 4, plain: '[not an expression]'}});
});

for (const [what, template, parameters, words] of [
	['a parameter without a value', {parameters: {key: {type: 'string'}}}, {}, /template parameter 'key' is not provided/],
	['a value without a parameter', {}, {key: {value: 1}}, /do not correspond to any parameters defined in the template: 'key'/],
	[
		'a need that the template does not hold',
		{resources: [{...address, dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'z')]"]}]},
		{},
		/publicIPAddresses\/z' is not defined in the template/,
	],
	[
		'a resource that needs itself',
		{resources: [{...address, dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'a')]"]}]},
		{},
		/Circular dependency/,
	],
	['an unknown function', {resources: [{...address, tags: {a: "[nonsense('a')]"}}]}, {}, /'nonsense' is not valid/],
	['an unfinished expression', {resources: [{...address, tags: {a: "[concat('a' 'b')]"}}]}, {}, /Unable to parse/],
] as Array<[string, Partial<Template>, Record<string, {value: unknown}>, RegExp]>) {
	test(`the rehearsal refuses a template with ${what}, as Azure does`, t => {
		const refusal = t.throws(() => deploy(template, parameters), {instanceOf: Refusal, message: words});
		t.is(refusal?.code, 'InvalidTemplate');
	});
}
