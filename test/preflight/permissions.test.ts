import test from 'ava';
import {allows} from '../../source/preflight/azure/permissions.ts';

const write = 'Microsoft.Network/virtualNetworks/write';

for (const [title, permissions, answer] of [
	['everything', [{actions: ['*'], notActions: []}], true],
	['nothing', [], false],
	['a provider', [{actions: ['Microsoft.Network/*'], notActions: []}], true],
	['a provider in other case', [{actions: ['microsoft.network/*'], notActions: []}], true],
	['every write', [{actions: ['*/write'], notActions: []}], true],
	['every read', [{actions: ['*/read'], notActions: []}], false],
	['the action alone', [{actions: [write], notActions: []}], true],
	['a longer name than the action', [{actions: [`${write}s`], notActions: []}], false],
	['everything but the provider', [{actions: ['*'], notActions: ['Microsoft.Network/*']}], false],
	[
		'everything but the provider in one role, and the provider in another: exceptions hold in their own role only',
		[
			{actions: ['*'], notActions: ['Microsoft.Network/*']},
			{actions: ['Microsoft.Network/*'], notActions: []},
		],
		true,
	],
	['a role whose dots are no wildcards', [{actions: ['MicrosoftXNetwork/*'], notActions: []}], false],
] as const) {
	test(`a role that allows ${title} ${answer ? 'suffices' : 'does not suffice'}`, t => {
		const entries = permissions.map(({actions, notActions}) => ({actions: [...actions], notActions: [...notActions]}));
		t.is(allows(entries, write), answer);
	});
}
