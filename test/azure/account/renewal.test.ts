import test, {type ExecutionContext} from 'ava';
import {createAzureGateway} from '../../../source/azure/gateway.ts';
import {AzureSignIn} from '../../../source/azure/account/sign-in.ts';
import type {Question} from '../../../source/deployment/question.ts';
import {defaultSubscriptions} from '../../../source/sandbox/azure/offerings.ts';
import {ActionError, CancelledError} from '../../../source/errors/kinds.ts';
import {pretendAz, sessionEnded, tokenScript} from '../fake-az.ts';
import {quickPace} from '../fixtures.ts';
import {RecordedAzure} from '../recorded-azure.ts';
import {makeWireDeployment, subscription} from '../wire.ts';
import {environmentOf, startWorld, type WireWorldOptions} from '../wire-backend.ts';

const registered = {...defaultSubscriptions[0]!, registered: ['Microsoft.Compute']};

const ended = (operation: string) => [
	{operation, signIn: 'ended'},
	{operation: 'identity POST token', nth: 2, signIn: '7000222'},
];

/** A run's door to Azure, whose operator answers each question by `answer`. */
async function startRun(t: ExecutionContext, options: WireWorldOptions, answer: (question: Question) => string | Promise<string>) {
	const backend = await startWorld(t, options);
	const {signIn} = backend.account(environmentOf(backend.identity.owner));
	await signIn.signIn('environment', {});
	const {endpoints} = backend;
	const credential = signIn.credential(subscription.tenantId);
	const asked: Question[] = [];
	const stopping = new AbortController();
	const call = {
		signal: stopping.signal,
		say() {},
		retrying() {},
		async ask(question: Question, withdrawn?: AbortSignal) {
			asked.push(question);
			return question.id === 'signIn.code'
				? new Promise<string>((_, reject) => withdrawn?.addEventListener('abort', () => reject(new Error('withdrawn'))))
				: answer(question);
		},
	};
	const pace = {...quickPace, operationSeconds: 20, requestSeconds: 10};
	return {
		...backend,
		asked,
		call,
		stopping,
		gateway: createAzureGateway({endpoints, credential, subscriptionId: subscription.id, pace, maxRetries: 0}),
	};
}

test('a session that ends while Azure works: the look at the operation is repeated, not the order', async t => {
	const {gateway, call, asked, azure} = await startRun(
		t,
		{faults: ended('azure GET operations'), subscriptions: [registered], scale: 0.002},
		() => 'device-code',
	);
	await gateway.groups.create(makeWireDeployment(), call);
	await gateway.disks.create(makeWireDeployment(), call);
	t.deepEqual(
		asked.map(({id}) => id),
		['signIn.ended', 'signIn.code'],
	);
	const orders = azure.log.filter(({method, path}) => method === 'PUT' && path.includes('/disks/'));
	t.deepEqual(
		orders.map(({status}) => status),
		[202],
	);
	t.true(azure.log.some(({status}) => status === 401));
});

test('steps side by side ask one question, and all of them go on', async t => {
	const {gateway, call, asked} = await startRun(t, {faults: ended('azure GET resourceGroups')}, () => 'device-code');
	const deployment = makeWireDeployment();
	await Promise.all([
		gateway.groups.find(deployment, call),
		gateway.groups.find(deployment, call),
		gateway.disks.find(deployment, call),
		gateway.networks.find(deployment, call),
		gateway.machines.find(deployment, call),
	]);
	t.is(asked.filter(({id}) => id === 'signIn.ended').length, 1);
});

test('"stop" fails the request in the words of the sign-in service, and nobody is asked a second time', async t => {
	const faults = [
		{operation: 'azure GET resourceGroups', signIn: 'ended'},
		{operation: 'identity POST token', nth: 2, times: 'always' as const, signIn: '7000222'},
	];
	const {gateway, call, asked} = await startRun(t, {faults}, () => 'stop');
	const deployment = makeWireDeployment();
	const error = await t.throwsAsync(gateway.groups.find(deployment, call), {instanceOf: ActionError});
	t.is(error.explanation.code, 'AADSTS7000222');
	await t.throwsAsync(gateway.disks.find(deployment, call), {instanceOf: ActionError});
	t.is(asked.length, 1);
});

test('where Azure refuses even a fresh token, only a person can help, and is asked', async t => {
	const faults = [{operation: 'azure GET resourceGroups', times: 2, signIn: 'ended'}];
	const {gateway, call, asked} = await startRun(t, {faults}, () => 'device-code');
	await gateway.groups.find(makeWireDeployment(), call);
	t.deepEqual(
		asked.map(({id}) => id),
		['signIn.ended', 'signIn.code'],
	);
	t.regex(asked[0]?.text ?? '', /expired or is no longer accepted/);
});

test('letting go of the run ends the wait for an answer', async t => {
	const {gateway, call, stopping} = await startRun(t, {faults: ended('azure GET resourceGroups')}, async () => {
		stopping.abort();
		return new Promise<string>(() => {});
	});
	await t.throwsAsync(gateway.groups.find(makeWireDeployment(), call), {instanceOf: CancelledError});
});

test.serial('with the Azure CLI, "az login" in another window is enough to go on', async t => {
	const az = await pretendAz(t, tokenScript({token: 'first'}));
	const endpoints = {azure: 'https://management.azure.com', authority: 'https://login.microsoftonline.com'};
	const signIn = new AzureSignIn({endpoints, environment: {SSH_CONNECTION: '1'}});
	await signIn.signIn('azure-cli', {});
	await az.become(sessionEnded);
	const azure = new RecordedAzure();
	azure.reply(/^GET .*wasper-rg$/, {status: 401, body: {error: {code: 'ExpiredAuthenticationToken', message: 'It expired.'}}});
	azure.reply(/^GET .*wasper-rg$/, {
		status: 200,
		body: {name: 'wasper-rg', location: 'eastus', properties: {provisioningState: 'Succeeded'}},
	});
	const asked: Question[] = [];
	const answers = ['azure-cli', 'azure-cli'];
	const call = {
		signal: new AbortController().signal,
		say() {},
		retrying() {},
		async ask(question: Question) {
			asked.push(question);
			if (asked.length === 2) {
				await az.become(tokenScript({token: 'second'}));
			}

			return answers.shift() ?? 'stop';
		},
	};
	const gateway = createAzureGateway({
		endpoints,
		credential: signIn.credential(),
		subscriptionId: subscription.id,
		pace: quickPace,
		httpClient: azure,
		maxRetries: 0,
	});
	t.truthy(await gateway.groups.find(makeWireDeployment(), call));
	t.deepEqual(
		asked[0]?.choices.map(({value}) => value),
		['azure-cli', 'device-code', 'stop'],
	);
	t.is(asked.length, 2, 'too early a yes is told, and asked again');
	t.true(
		(await az.calls()).slice(1).every(line => line.endsWith('--tenant home')),
		'the tenant of the run is kept',
	);
});
