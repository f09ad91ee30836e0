import test, {type ExecutionContext} from 'ava';
import {createAzureGateway} from '../../source/azure/gateway.ts';
import type {Question} from '../../source/deployment/question.ts';
import {defaultSubscriptions} from '../../source/sandbox/azure/catalogue.ts';
import {ActionError, CancelledError} from '../../source/errors/kinds.ts';
import {quickPace} from './fixtures.ts';
import {makeWireDeployment, subscription} from './wire.ts';
import {environmentOf, startWorld, type WireWorldOptions} from './wire-world.ts';

const registered = {...defaultSubscriptions[0]!, registered: ['Microsoft.Compute']};

const ended = (operation: string) => [
	{operation, signIn: 'ended'},
	{operation: 'identity POST token', nth: 2, signIn: '7000222'},
];

/** A run's door to Azure, whose operator answers each question by `answer`. */
async function startRun(t: ExecutionContext, options: WireWorldOptions, answer: (question: Question) => string | Promise<string>) {
	const world = await startWorld(t, options);
	const {signIn} = world.account(environmentOf(world.identity.owner));
	await signIn.signIn('environment', {});
	const {endpoints} = world;
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
		...world,
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
	const {gateway, call, asked} = await startRun(t, {faults: ended('azure GET resourceGroups')}, () => 'stop');
	const deployment = makeWireDeployment();
	const error = await t.throwsAsync(gateway.groups.find(deployment, call), {instanceOf: ActionError});
	t.is(error.explanation.code, 'AADSTS7000222');
	await gateway.disks.find(deployment, call).catch(() => {});
	t.is(asked.length, 1);
});

test('letting go of the run ends the wait for an answer', async t => {
	const {gateway, call, stopping} = await startRun(t, {faults: ended('azure GET resourceGroups')}, async () => {
		stopping.abort();
		return new Promise<string>(() => {});
	});
	await t.throwsAsync(gateway.groups.find(makeWireDeployment(), call), {instanceOf: CancelledError});
});
