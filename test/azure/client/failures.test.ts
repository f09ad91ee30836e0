import test, {type ExecutionContext} from 'ava';
import type {AzureGateway} from '../../../source/azure/gateway.ts';
import {ActionError, CancelledError, ExternalError, OperatorError} from '../../../source/errors/kinds.ts';
import {recordedGateway} from '../../steps/azure/plane.ts';
import {makeDeployment} from '../fixtures.ts';
import {RecordedAzure} from '../recorded-azure.ts';

const deployment = makeDeployment();

function watch() {
	const said: string[] = [];
	const stop = new AbortController();
	return {
		said,
		stop,
		call: {
			signal: stop.signal,
			say: (line: string): void => void said.push(line),
			retrying: (cause: string): void => void said.push(cause),
		},
	};
}

async function failure(t: ExecutionContext, work: Promise<unknown>): Promise<OperatorError> {
	const error = await t.throwsAsync(work, {instanceOf: OperatorError});
	return error;
}

/** An operation on the machine that is polled at `/operations/1`. */
function acceptMachine(azure: RecordedAzure): void {
	const url =
		'https://management.azure.com/subscriptions/s/providers/Microsoft.Compute/locations/eastus/operations/1?api-version=2026-04-01';
	azure.reply(/^PUT .*wasper-vm$/, {
		status: 201,
		body: {properties: {provisioningState: 'Creating'}},
		headers: {'azure-asyncoperation': url},
	});
}

const makeMachine = async (gateway: AzureGateway, call: ReturnType<typeof watch>['call']) => gateway.machines.create(deployment, call);

test('an operation that fails after it was accepted keeps code, message, details and correlation id', async t => {
	const azure = new RecordedAzure();
	acceptMachine(azure);
	azure.reply(/operations\/1$/, {status: 200, body: {status: 'InProgress'}}, 2);
	const error = {
		code: 'Conflict',
		message: 'The machine could not be made.',
		details: [{code: 'SomethingNew', message: 'The moon was in the way.', target: 'moon'}],
	};
	azure.reply(/operations\/1$/, {status: 200, body: {status: 'Failed', error}});
	const {explanation} = await failure(t, makeMachine(recordedGateway(azure), watch().call));
	t.is(explanation.code, 'Conflict');
	t.is(explanation.cause, 'Azure failed while creating the machine wasper-vm: The machine could not be made.');
	t.deepEqual(explanation.evidence, [
		'Conflict: The machine could not be made.',
		'SomethingNew: The moon was in the way.',
		'correlation id correlation-1',
	]);
});

test('what Compute and policies add inside an error is kept', async t => {
	const azure = new RecordedAzure();
	const error = {
		code: 'Strange',
		message: 'No.',
		innererror: {exceptiontype: 'FabricException', errordetail: 'The rack is full.'},
		details: [
			{
				code: 'Stranger',
				message: 'Still no.',
				additionalInfo: [{type: 'PolicyViolation', info: {policyDefinitionDisplayName: 'Only small machines'}}],
				details: [{code: 'Strangest', message: 'Never.', innererror: {code: 'Deep', message: 'Down.'}}],
			},
		],
	};
	azure.reply(/^PUT .*wasper-vm$/, {status: 409, body: {error}});
	const {explanation} = await failure(t, makeMachine(recordedGateway(azure), watch().call));
	t.deepEqual(explanation.evidence?.slice(0, -1), [
		'Strange: No.',
		'FabricException: The rack is full.',
		'Stranger: Still no.',
		'PolicyViolation: Only small machines',
		'Strangest: Never.',
		'Deep: Down.',
	]);
	t.regex(explanation.evidence?.at(-1) ?? '', /^correlation id /);
});

test('a known reason is found inside a general one', async t => {
	const azure = new RecordedAzure();
	const message =
		'Operation could not be completed as it results in exceeding approved standardDASv5Family Cores quota. Additional details - Deployment Model: Resource Manager, Location: eastus, Current Limit: 10, Current Usage: 9, Additional Required: 2, (Minimum) New Limit Required: 11.';
	azure.reply(/^PUT .*wasper-vm$/, {
		status: 409,
		body: {error: {code: 'BadRequest', message: 'No.', details: [{code: 'OperationNotAllowed', message}]}},
	});
	const error = await failure(t, makeMachine(recordedGateway(azure), watch().call));
	t.true(error instanceof ActionError);
	t.is(error.explanation.code, 'OperationNotAllowed');
	t.is(error.explanation.cause, 'Quota “standardDASv5Family Cores” exceeded in eastus: 9 of 10 are in use and 2 more are needed.');
	t.regex(error.explanation.next ?? '', /--size/);
});

const known: Array<{code: string; status: number; message: string; cause: RegExp; next: RegExp}> = [
	{
		code: 'SkuNotAvailable',
		status: 409,
		message:
			"The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: Standard_B2s' is currently not available in location 'eastus'. Please try another size or deploy to a different location or different zone.",
		cause: /Standard_B2s is currently not available in eastus/,
		next: /--size/,
	},
	{
		code: 'AuthorizationFailed',
		status: 403,
		message:
			"The client 'ada@example.com' with object id '1111-2222' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/write' over scope '/subscriptions/3333/resourceGroups/wasper-rg' or the scope is invalid.",
		cause: /does not have permission to perform Microsoft\.Compute\/virtualMachines\/write/,
		next: /az role assignment create --role Contributor --assignee 1111-2222 --scope \/subscriptions\/3333\./,
	},
	{
		code: 'RequestDisallowedByPolicy',
		status: 403,
		message: `Resource 'wasper-vm' was disallowed by policy. Policy identifiers: '[{"policyAssignment":{"name":"Allowed regions","id":"/x"}}]'.`,
		cause: /Policy “Allowed regions” .* does not allow wasper-vm/,
		next: /exemption/,
	},
	{
		code: 'MissingSubscriptionRegistration',
		status: 409,
		message:
			"The subscription is not registered to use namespace 'Microsoft.Compute'. See https://aka.ms/rps-not-found for how to register subscriptions.",
		cause: /Microsoft\.Compute is not registered/,
		next: /az provider register --namespace Microsoft\.Compute/,
	},
	{
		code: 'ScopeLocked',
		status: 409,
		message:
			"The scope '/a' cannot perform write operation because following scope(s) are locked: '/subscriptions/3333/resourceGroups/wasper-rg'.",
		cause: /lock on \/subscriptions\/3333\/resourceGroups\/wasper-rg/,
		next: /Delete the lock/,
	},
];

for (const {code, status, message, cause, next} of known) {
	test(`${code} comes with a cause and a next step`, async t => {
		const azure = new RecordedAzure();
		azure.reply(/^PUT .*wasper-vm$/, {status, body: {error: {code, message}}});
		const error = await failure(t, makeMachine(recordedGateway(azure), watch().call));
		t.true(error instanceof ActionError);
		t.is(error.explanation.code, code);
		t.regex(error.explanation.cause, cause);
		t.regex(error.explanation.next ?? '', next);
		t.notRegex(`${error.explanation.cause} ${error.explanation.next}`, /[{}]/);
	});
}

test('a throttled or busy answer is tried again, with a word about it', async t => {
	const azure = new RecordedAzure();
	const busy = {
		code: 'RetryableError',
		message: 'A retryable error occurred.',
		details: [{code: 'ReferencedResourceNotProvisioned', message: 'Not yet.'}],
	};
	azure.reply(/^PUT .*wasper-vm$/, {status: 429, body: {error: busy}});
	azure.reply(/^PUT .*wasper-vm$/, {status: 409, body: {error: {code: 'AnotherOperationInProgress', message: 'Wait.'}}});
	const {said, call} = watch();
	await makeMachine(recordedGateway(azure), call);
	t.is(azure.count(/^PUT .*wasper-vm$/), 3);
	t.regex(said.join('\n'), /Azure is busy \(RetryableError\)/);
	t.regex(said.join('\n'), /Azure is busy \(AnotherOperationInProgress\)/);
});

test('a wrong subscription is not taken for an absent resource', async t => {
	const azure = new RecordedAzure();
	azure.reply(/^GET .*wasper-vm$/, {
		status: 404,
		body: {error: {code: 'SubscriptionNotFound', message: 'The subscription was not found.'}},
	});
	const {explanation} = await failure(t, recordedGateway(azure).machines.find(deployment, watch().call));
	t.is(explanation.code, 'SubscriptionNotFound');
});

test('a page of HTML from a gateway in between is a failure of Azure, not a crash', async t => {
	const azure = new RecordedAzure();
	azure.reply(/^GET .*wasper-vm$/, {status: 502, body: '<html>Bad Gateway</html>'});
	const error = await failure(t, recordedGateway(azure).machines.find(deployment, watch().call));
	t.true(error instanceof ExternalError);
	t.is(error.explanation.code, 'Http502');
});

test('a lost connection says so and promises that a rerun goes on', async t => {
	const azure = new RecordedAzure();
	azure.reply(/^GET .*wasper-vm$/, () => {
		throw Object.assign(new Error('getaddrinfo ENOTFOUND management.azure.com'), {code: 'ENOTFOUND'});
	});
	const error = await failure(t, recordedGateway(azure).machines.find(deployment, watch().call));
	t.true(error instanceof ExternalError);
	t.is(error.explanation.code, 'azure.unreachable');
	t.regex(error.explanation.next ?? '', /same command again/);
});

test('a long operation shows signs of life and ends at once when the run is stopped', async t => {
	const azure = new RecordedAzure();
	acceptMachine(azure);
	azure.reply(/operations\/1$/, {status: 200, body: {status: 'InProgress'}}, Infinity);
	const {said, stop, call} = watch();
	const work = makeMachine(recordedGateway(azure), {
		...call,
		say(line) {
			said.push(line);
			stop.abort();
		},
	});
	const error = await failure(t, work);
	t.true(error instanceof CancelledError);
	t.regex(error.explanation.outcome ?? '', /Azure finishes what it has started/);
	t.regex(said[0] ?? '', /^creating the machine wasper-vm: \d+ s, running$/);
});
