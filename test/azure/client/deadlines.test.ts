import test from 'ava';
import {preloadSdks} from '../../../source/azure/client/clients.ts';
import {createAzureGateway} from '../../../source/azure/gateway.ts';
import {ExternalError} from '../../../source/errors/kinds.ts';
import {makeDeployment, quickPace, subscriptionId} from '../fixtures.ts';
import {RecordedAzure} from '../recorded-azure.ts';

function hastyGateway(azure: RecordedAzure) {
	return createAzureGateway({
		endpoints: {azure: 'https://management.azure.com'},
		credential: {getToken: async () => ({token: 'token', expiresOnTimestamp: Date.now() + 3_600_000})},
		subscriptionId,
		httpClient: azure,
		maxRetries: 0,
		pace: {...quickPace, requestSeconds: 0.05, operationSeconds: 0.05, retrySeconds: 0.05},
	});
}

const call = {signal: new AbortController().signal, say() {}, retrying() {}};

test('a request that is never answered is given up at its deadline', async t => {
	const azure = new RecordedAzure();
	const gateway = hastyGateway(azure);
	await preloadSdks();
	azure.reply(/wasper-vm$/, async () => new Promise(() => {}));
	// The SDK's transport would notice the signal by itself; here nobody does.
	azure.sendRequest = async request =>
		new Promise((_, reject) => {
			request.abortSignal?.addEventListener('abort', () =>
				reject(Object.assign(new Error('The operation was aborted.'), {name: 'AbortError'})),
			);
		});
	const error = await t.throwsAsync(gateway.machines.find(makeDeployment(), call), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'azure.deadline');
});

test('an operation without an end is given up at its deadline, and Azure goes on', async t => {
	const azure = new RecordedAzure();
	const gateway = hastyGateway(azure);
	await preloadSdks();
	azure.reply(/^GET .*wasper-vm$/, {status: 200, body: {properties: {provisioningState: 'Creating'}}}, Infinity);
	azure.reply(/^PUT .*wasper-vm$/, {status: 201, body: {properties: {provisioningState: 'Creating'}}});
	const error = await t.throwsAsync(gateway.machines.create(makeDeployment(), call), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'azure.deadline');
	t.is(error.explanation.outcome, 'Azure goes on with it.');
});

test('throttling without an end is given up too', async t => {
	const azure = new RecordedAzure();
	azure.reply(/wasper-vm$/, {status: 429, body: {error: {code: 'TooManyRequests', message: 'Slow down.'}}}, Infinity);
	const gateway = hastyGateway(azure);
	await preloadSdks();
	const error = await t.throwsAsync(gateway.machines.find(makeDeployment(), call), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'TooManyRequests');
});
