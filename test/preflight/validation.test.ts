import test from 'ava';
import {Caller} from '../../source/azure/client/caller.ts';
import {Clients} from '../../source/azure/client/clients.ts';
import {Validation} from '../../source/azure/lookups/validation.ts';
import {quickPace} from '../azure/fixtures.ts';
import {RecordedAzure} from '../azure/recorded-azure.ts';
import {rehearse, subscriptionScope, type StandIns} from './support.ts';

const ours = {'wasper-managed-by': 'create-wasper-azure', 'wasper-domain': 'wasper.example.com'};
const groupScope = `${subscriptionScope}/resourceGroups/wasper-rg`;

/** Our group with these of our resources in it. */
function standing(...resources: Array<[type: string, name: string, properties: object]>) {
	return ({groups, resources: table}: StandIns) => {
		const [, , subscription = ''] = subscriptionScope.split('/');
		const common = {location: 'eastus', tags: ours, provisioningState: 'Succeeded' as const};
		groups.set(`${subscription}/wasper-rg`, {id: groupScope, name: 'wasper-rg', subscription, ...common});
		for (const [type, name, properties] of resources) {
			const id = `${groupScope}/providers/${type}/${name}`;
			table.set(id.toLowerCase(), {id, type, name, etag: '', created: '', changed: '', properties, ...common});
		}
	};
}

test.serial('in an existing group, Azure validates only what is missing there', async t => {
	// Larger than a new one: it could not be made anew.
	const disk = {uniqueId: '1', sizeGiB: 256, creationData: {createOption: 'Empty'}, settings: {}};
	const {ask} = await rehearse(t, {change: standing(['Microsoft.Compute/disks', 'WASPER-data-disk', disk])});
	const {'azure.validation': check} = await ask();
	t.like(check, {state: 'passed', evidence: 'Azure validated 5 resources without an error'});
});

test.serial('an account with rights for the network alone: Azure names what it may not do', async t => {
	const faults = [
		{
			operation: 'azure GET permissions',
			times: 'always',
			answer: {status: 403, body: {error: {code: 'AuthorizationFailed', message: 'no'}}},
		},
	];
	const {ask} = await rehearse(t, {
		faults,
		change: s => s.subscription({role: 'Network Contributor', registered: ['Microsoft.Compute', 'Microsoft.Network']}),
	});
	const {'azure.validation': check} = await ask();
	t.like(check, {
		state: 'failed',
		severity: 'must',
		cause: 'The signed-in account does not have permission to perform Microsoft.Resources/resourceGroups/write.',
	});
	t.regex(check?.evidence ?? '', /Authorization failed for template resource 'wasper-rg'/);
});

test('a rehearsal that takes Azure a while is waited for', async t => {
	const azure = new RecordedAzure();
	const location = `https://management.azure.com${subscriptionScope}/operationresults/1?api-version=2025-04-01`;
	const refusal = {code: 'InvalidTemplateDeployment', message: 'See inner errors.', details: [{code: 'ScopeLocked', message: 'locked'}]};
	azure.reply(/^POST .*\/validate$/, {status: 202, headers: {location}});
	azure.reply(/^GET .*\/operationresults\/1$/, {status: 202, headers: {location}});
	azure.reply(/^GET .*\/operationresults\/1$/, {status: 400, body: {error: refusal}});
	const credential = {getToken: async () => ({token: 'x', expiresOnTimestamp: Date.now() + 3_600_000})};
	const clients = new Clients({endpoints: {azure: 'https://management.azure.com'}, credential, httpClient: azure}, 's');
	const validation = new Validation({clients, caller: new Caller(quickPace)});
	const call = {signal: new AbortController().signal, say() {}, retrying() {}};
	const deployment = {properties: {mode: 'Incremental' as const, template: {}, parameters: {}}};
	const refusals = await validation.refusals(groupScope, deployment, call);
	t.deepEqual(
		refusals.map(({explanation}) => explanation.code),
		['ScopeLocked'],
	);
	t.is(azure.count(/operationresults/), 2);
});
