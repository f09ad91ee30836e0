import {PassThrough} from 'node:stream';
import test from 'ava';
import type {Answers} from '../../source/answers/answers.ts';
import type {AnswerSource} from '../../source/answers/answer-source.ts';
import type {ExistingDeployment} from '../../source/deployment/existing.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {ExternalError} from '../../source/errors/kinds.ts';
import {existingActions} from '../../source/commands/create/existing-actions.ts';
import {verbs} from '../../source/commands/verbs.ts';
import {deploymentForm} from '../../source/answers/finish.ts';
import {runAccessible} from '../../source/wizard/accessible.ts';
import {goodToken, worldDouble} from '../answers/source-double.ts';
import {previews} from './fixtures/previews.ts';

/** Runs the wizard on scripted lines; returns what was said and how it ended. One after another: each listens for Ctrl+C of this one process. */
async function converse(lines: string[], {answers = {}, source = {}}: {answers?: Answers; source?: Partial<AnswerSource>} = {}) {
	const stdin = new PassThrough();
	let said = '';
	const stdout = new PassThrough();
	stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	stdin.end(lines.map(line => `${line}\n`).join(''));
	// Only what a pipe has is used of the terminal's streams.
	const end = await runAccessible({
		form: deploymentForm(existingActions(verbs)),
		given: {answers, origins: {}},
		openSource: async () => worldDouble(source),
		stdin: stdin as unknown as NodeJS.ReadStream,
		stdout: stdout as unknown as NodeJS.WriteStream,
	});
	return {said, end};
}

const given: Answers = {
	target: 'azure',
	signIn: 'azure-cli',
	region: 'eastus',
	size: 'D2as_v5',
	cloudflareToken: new Secret(goodToken),
	domain: 'wasper.example.com',
	sshFrom: '*',
	sshKey: '/keys/id',
	ownerEmail: 'ada@example.com',
	ownerName: 'Ada Lovelace',
	ownerPassword: new Secret('correct horse'),
	certificateContact: 'ada@example.com',
	budget: '150',
	release: 'recommended',
};

test.serial('the whole wizard can be walked in lines and numbers', async t => {
	const {said, end} = await converse([
		'1',
		'',
		'germ',
		'2',
		goodToken,
		'wasper.example.com',
		'',
		'',
		'',
		'ada@example.com',
		'Ada Lovelace',
		'',
		'',
		'99',
		'yes',
	]);
	t.not(end, 'quit');
	if (end !== 'quit' && 'choices' in end) {
		t.like(end.choices, {target: 'azure', region: 'germanywestcentral', size: 'Standard_D2s_v5', domain: 'wasper.example.com', budget: 99});
		t.like(end.choices.owner, {firstName: 'Ada', lastName: 'Lovelace', generated: true});
	}
	t.regex(said, /Question 1 of 16\. Where do you want to deploy\?/);
	t.regex(said, /Chosen: Germany West Central\./);
	t.regex(said, /1\. Activepieces 0\.85\.2, PostgreSQL 17 with pgvector, Redis 7\.4, recommended\. The newest/);
	t.regex(said, /Enter for 1, Activepieces 0\.85\.2/);
	t.regex(said, /That is 15\.89 USD over the budget\./);
	t.notRegex(said, new RegExp(goodToken));
});

test.serial('lines are only ever added: no control sequence, no carriage return', async t => {
	const {said} = await converse(['1', '', 'eur', '8', 'back', '', 'quit']);
	// eslint-disable-next-line no-control-regex -- control sequences are what must not be there
	t.notRegex(said, /[\u001B\r\b]/);
});

test.serial('a wrong answer is explained, and asked again', async t => {
	const {said} = await converse(['3', 'x', '1', '', '', '7', '', 'wrong-token', goodToken, 'co.uk', 'quit']);
	t.regex(said, /Problem: nothing in the list matches that/);
	t.regex(said, /Problem: D8as_v5 is unavailable\. The quota/);
	t.regex(said, /Problem: Cloudflare refuses this token\.\nMake a new one\./);
	t.regex(said, /Problem: “co\.uk” is a public suffix/);
});

test.serial('back returns to the question before; on the first it says so', async t => {
	const {said, end} = await converse(['back', '1', '3', 'back', 'quit'], {source: {signIn: async () => undefined}});
	t.regex(said, /This is the first question\./);
	t.is(said.match(/How do you want to sign in/g)?.length, 2);
	t.is(end, 'quit');
});

test.serial('quit and the end of input leave with a clear line', async t => {
	for (const lines of [['quit'], [], ['1', '']]) {
		const {said, end} = await converse(lines);
		t.is(end, 'quit');
		t.regex(said, /Wizard closed\. Nothing was created\.\n$/);
	}
});

test.serial('what is given is not asked; the review is, and any answer can be changed from it', async t => {
	const {said, end} = await converse(['4', 'westeurope', 'nonsense', 'yes'], {answers: given});
	t.regex(said, /4\. Region: East US \(eastus\)/);
	t.regex(said, /4\. Region: West Europe \(westeurope\)/);
	t.regex(said, /Problem: type yes, or a number from 1 to/);
	t.regex(said, /Standard_D2as_v5, 2 vCPU, 8 GiB, 62\.78 USD a month/);
	t.is(end !== 'quit' && 'choices' in end && end.choices.region, 'westeurope');
	t.notRegex(said, /correct horse/);
});

test.serial('a wrong given answer is reported with its question', async t => {
	const {said} = await converse(['quit'], {answers: {...given, region: 'mars'}});
	t.regex(said, /Which region\?[^]*Problem: “mars” is not a valid region/);
});

test.serial('a failed lookup is reported and retried on Enter', async t => {
	let failures = 1;
	const {said} = await converse(['', 'quit'], {
		answers: {target: 'azure', signIn: 'azure-cli'},
		source: {
			async regions() {
				if (failures-- > 0) {
					throw new ExternalError({code: 'azure.unreachable', cause: 'Azure did not answer.'});
				}
				return [{name: 'eastus', title: 'East US', geography: 'US'}];
			},
		},
	});
	t.regex(said, /Problem: Azure did not answer\.\nPress Enter to try again:/);
	t.regex(said, /1\. East US, eastus/);
});

const standing: ExistingDeployment = {
	group: 'wasper-rg',
	region: 'westeurope',
	domain: 'wasper.example.com',
	machine: {size: 'Standard_D2s_v3', power: 'running', authorizedKeys: []},
};

test.serial('existing deployments come first, and a repair takes over what is known', async t => {
	const {said} = await converse(['1', '', '1', goodToken, 'quit'], {source: {deployments: async () => [standing]}});
	t.regex(said, /already installed in [^\n]*:\nwasper\.example\.com in wasper-rg, westeurope, D2s_v3, running\./);
	t.regex(said, /1\. Repair wasper\.example\.com, inspect everything/);
	t.notRegex(said, /Which region/);
	t.notRegex(said, /Which domain/);
	t.regex(said, /Which IP addresses may connect/);
});

test.serial('another command takes over the chosen deployment', async t => {
	const {end} = await converse(['1', '', '7'], {source: {deployments: async () => [standing]}});
	t.like(end, {verb: 'teardown', answers: {resourceGroup: 'wasper-rg', domain: 'wasper.example.com'}});
});

test.serial('the plan is read with what is more than created or kept, and every step on request', async t => {
	const {said} = await converse(['plan', 'quit'], {answers: given, source: {preview: previews['drifted']!}});
	t.regex(said, /Plan: 1 to create, 2 to change, 1 not known, 1 to keep\. Type plan to hear every step\./);
	t.regex(said, /Network security group: change\. port 22 from: 198\.51\.100\.7\/32 becomes 203\.0\.113\.9\/32\./);
	t.regex(said, /Resource group: keep\./);
});

test.serial('a check that stops the run is read, refuses a yes, and is overridden by its name', async t => {
	const {said, end} = await converse(['yes', 'override clock', 'override azure.quota.family', 'yes'], {
		answers: given,
		source: {preview: previews['miserable']!},
	});
	t.regex(said, /Checks: 1 of 4 passed, 2 failed, 1 could not be checked; 1 check stops this; 1 warning\./);
	t.regex(said, /vCPU quota, stops\. The quota of the family has 0 of 4[^]*Type override azure\.quota\.family to go on/);
	t.regex(said, /Problem: 1 check stops this/);
	t.regex(said, /Problem: type yes, or a number/, 'a note is not overridden');
	t.true(end !== 'quit' && 'choices' in end && end.checks?.length === 4, 'judged, and not to be asked again');
	t.true(end !== 'quit' && 'choices' in end && end.overridden.has('azure.quota.family'));
});

test.serial('an override outlives the change of an answer, and is taken back by saying it again', async t => {
	const options = {answers: given, source: {preview: previews['miserable']!}};
	const {said, end} = await converse(['override azure.quota.family', '5', 'other-rg', 'yes'], options);
	t.is(said.match(/^Review\./gm)?.length, 2, said);
	t.regex(said, /vCPU quota, overridden/, 'the second review says so');
	t.true(end !== 'quit' && 'choices' in end && end.overridden.has('azure.quota.family'));
	t.is(end !== 'quit' && 'choices' in end && end.choices.resourceGroup, 'other-rg');

	const twice = await converse(['override azure.quota.family', 'override azure.quota.family', 'yes', 'quit'], options);
	t.regex(twice.said, /No longer overridden: .*[^]*Problem: 1 check stops this/);
});
