import test from 'ava';
import {askMissing} from '../../source/wizard/ask-missing.ts';
import type {Prompter} from '../../source/wizard/prompter.ts';
import {worldDouble} from '../answers/source-double.ts';

/** Whoever is asked has not been spared the question. */
const nobody: Prompter = {
	say() {},
	text: async question => Promise.reject(new Error(`asked: ${question}`)),
	secret: async question => Promise.reject(new Error(`asked: ${question}`)),
	choose: async question => Promise.reject(new Error(`asked: ${question}`)),
	ask: async ({text}) => Promise.reject(new Error(`asked: ${text}`)),
	waiting: async (_, work) => work,
	close() {},
};

test('a command that takes over from the wizard neither signs in again nor asks what was answered', async t => {
	const calls: string[] = [];
	const subscription = {id: 's2', name: 'Second', tenantId: 't', state: 'Enabled'};
	const answered = await askMissing(
		['target', 'signIn', 'subscription', 'resourceGroup'],
		{
			given: {answers: {resourceGroup: 'wasper-rg-2'}, origins: {}},
			known: {target: 'azure', signIn: 'device-code', subscription},
			openSource: async () => worldDouble({}, calls),
			texts: {},
		},
		nobody,
	);
	t.like(answered, {signIn: 'device-code', subscription, resourceGroup: 'wasper-rg-2'});
	t.deepEqual(calls, []);
});

test('the usual answer is proposed wherever there is one, so that Enter alone takes it', async t => {
	const proposals: Array<string | undefined> = [];
	const agreeing: Prompter = {
		...nobody,
		text: async (_, proposal = '') => (proposals.push(proposal), proposal),
		choose: async (_, items, proposal) => (proposals.push(proposal), proposal ?? items[0]!.value),
	};
	const subscription = {id: 's2', name: 'Second', tenantId: 't', state: 'Enabled'};
	const answered = await askMissing(
		['target', 'signIn', 'subscription', 'region', 'currency', 'budget'],
		{
			given: {answers: {currency: 'USD'}, origins: {}},
			known: {target: 'azure', signIn: 'device-code', subscription},
			openSource: async () => worldDouble({}),
			texts: {},
		},
		agreeing,
	);
	t.deepEqual(proposals, ['eastus', '150']);
	t.like(answered, {budget: 150});
});
