import test from 'ava';
import {preloadSdks} from '../../../source/azure/client/clients.ts';
import {createAzureGateway} from '../../../source/azure/gateway.ts';
import {ExternalError} from '../../../source/errors/kinds.ts';
import {makeDeployment, quickPace, subscriptionId} from '../fixtures.ts';
import {RecordedAzure} from '../recorded-azure.ts';

function hastyGateway(azure: RecordedAzure, {maxRetries = 0} = {}) {
	return createAzureGateway({
		endpoints: {azure: 'https://management.azure.com'},
		credential: {getToken: async () => ({token: 'token', expiresOnTimestamp: Date.now() + 3_600_000})},
		subscriptionId,
		httpClient: azure,
		maxRetries,
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

test('waiting for Retry-After is reported with its end, in seconds or as a date, and pauses the time limits', async t => {
	const azure = new RecordedAzure();
	const throttled = (after: string) => ({
		status: 429,
		body: {error: {code: 'TooManyRequests', message: 'Slow down.'}},
		headers: {'retry-after': after},
	});
	azure.reply(/wasper-vm$/, throttled('1'));
	azure.reply(/wasper-vm$/, () => throttled(new Date(Date.now() + 1500).toUTCString()));
	const gateway = hastyGateway(azure, {maxRetries: 3});
	await preloadSdks();
	const waits: Array<[cause: string, seconds: number]> = [];
	const found = await gateway.machines.find(makeDeployment(), {...call, retrying: (cause, seconds) => void waits.push([cause, seconds])});
	t.is(found, undefined);
	t.is(waits.length, 2);
	for (const [cause, seconds] of waits) {
		t.regex(cause, /^Azure is throttling requests of this subscription until \d\d:\d\d:\d\d\.$/);
		t.true(seconds === 1 || seconds === 2);
	}
});

test('throttling without an end is given up too', async t => {
	const azure = new RecordedAzure();
	azure.reply(/wasper-vm$/, {status: 429, body: {error: {code: 'TooManyRequests', message: 'Slow down.'}}}, Infinity);
	const gateway = hastyGateway(azure);
	await preloadSdks();
	const error = await t.throwsAsync(gateway.machines.find(makeDeployment(), call), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'TooManyRequests');
});
