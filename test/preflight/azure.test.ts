import test from 'ava';
import {subscriptionScope, rehearse, type Rehearsal, type StandIns} from './support.ts';

const groupScope = `${subscriptionScope}/resourceGroups/wasper-rg`;
const ours = {'wasper-managed-by': 'create-wasper-azure', 'wasper-domain': 'wasper.example.com'};

function group(tags: Record<string, string>, more: {location?: string; provisioningState?: 'Succeeded' | 'Deleting'} = {}) {
	return ({groups}: StandIns) => {
		const [, , subscription = ''] = subscriptionScope.split('/');
		const common = {name: 'wasper-rg', subscription, location: 'eastus', provisioningState: 'Succeeded' as const};
		groups.set(`${subscription}/wasper-rg`, {id: groupScope, ...common, tags, ...more});
	};
}

function resource(type: string, name: string, tags: Record<string, string>, location = 'eastus') {
	return ({resources}: StandIns) => {
		const id = `${groupScope}/providers/${type}/${name}`;
		const now = '2026-01-01T00:00:00.000Z';
		const state = {provisioningState: 'Succeeded' as const, etag: 'W/"1"', created: now, changed: now};
		resources.set(id.toLowerCase(), {id, type, name, location, tags, ...state, properties: {}});
	};
}

function lock(scope: string, level: 'ReadOnly' | 'CanNotDelete') {
	return ({locks}: StandIns) => {
		const id = `${scope}/providers/Microsoft.Authorization/locks/keep`;
		locks.set(id.toLowerCase(), {id, name: 'keep', level});
	};
}

const all =
	(...changes: Array<(state: StandIns) => void>) =>
	(state: StandIns) => {
		for (const change of changes) {
			change(state);
		}
	};

/** What is so, the check that finds it, and what the operator reads. */
const findings: Array<[what: string, id: string, rehearsal: Rehearsal, cause: RegExp, fix: RegExp]> = [
	[
		'a disabled subscription',
		'azure.subscription',
		{change: s => s.subscription({state: 'Disabled'})},
		/is Disabled\. It is read-only/,
		/--subscription/,
	],
	['a spending limit', 'azure.subscription', {change: s => s.subscription({spendingLimit: 'On'})}, /spending limit/, /Cost Management/],
	[
		'a provider that a network contributor does not have permission to register',
		'azure.providers',
		{change: s => s.subscription({role: 'Network Contributor', registered: []})},
		/not registered for Microsoft\.Compute, and this account does not have permission/,
		/az provider register --namespace Microsoft\.Compute --wait/,
	],
	[
		'an account that has read permission only',
		'azure.permissions',
		{change: s => s.subscription({role: 'Reader'})},
		/does not have permission for \d+ of the \d+ actions that Wasper needs on the subscription/,
		/az role assignment create --assignee-object-id [\da-f-]{36} --assignee-principal-type ServicePrincipal --role Contributor --scope \/subscriptions\/[\da-f-]{36}$/,
	],
	[
		'an account that has read permission only, with an existing group: the role is asked for in the group alone',
		'azure.permissions',
		{change: all(s => s.subscription({role: 'Reader'}), group(ours))},
		/on the resource group wasper-rg/,
		/--scope \/subscriptions\/[\da-f-]{36}\/resourceGroups\/wasper-rg$/,
	],
	[
		'a read-only lock on the subscription',
		'azure.locks',
		{change: lock(subscriptionScope, 'ReadOnly')},
		/prevents creating and changing/,
		/az lock delete --ids/,
	],
	[
		'a read-only lock on the group',
		'azure.locks',
		{change: all(group(ours), lock(groupScope, 'ReadOnly'))},
		/The lock keep on wasper-rg prevents/,
		/locks\/keep$/,
	],
	["somebody else's group", 'azure.group', {change: group({team: 'a'})}, /was not created by create-wasper-azure/, /--resource-group/],
	[
		'a group that is being deleted',
		'azure.group',
		{change: group(ours, {provisioningState: 'Deleting'})},
		/is being deleted/,
		/another --resource-group/,
	],
	[
		'a group that holds another deployment',
		'azure.group',
		{change: group({...ours, 'wasper-domain': 'other.example.com'})},
		/already holds the deployment of other\.example\.com/,
		/--domain other\.example\.com/,
	],
	[
		'a data disk with the database of another release',
		'azure.group',
		{change: all(group(ours), resource('Microsoft.Compute/disks', 'wasper-data-disk', {...ours, 'wasper-release': 'reference'}))},
		/has release reference \(Activepieces 0\.71\.2\), and an existing deployment cannot be changed to release recommended/,
		/--release reference/,
	],
	[
		"somebody else's machine at our name, written in capitals",
		'azure.names',
		{change: all(group(ours), resource('Microsoft.Compute/virtualMachines', 'WASPER-VM', {team: 'a'}))},
		/A virtual machine named WASPER-VM exists/,
		/--resource-group/,
	],
	[
		'our disk in another region',
		'azure.region',
		{change: all(group(ours), resource('Microsoft.Compute/disks', 'wasper-data-disk', ours, 'westus2'))},
		/disk wasper-data-disk is in westus2, and the chosen region is eastus/,
		/--region westus2/,
	],
	[
		'our group in another region',
		'azure.region',
		{change: group(ours, {location: 'westus2'})},
		/can't be changed while westus2 is down/,
		/Choose/,
	],
	[
		'too few vCPUs left in the region',
		'azure.quota.region',
		{change: s => s.subscription({quotas: {cores: 1}})},
		/“Total Regional vCPUs” in eastus has 1 of 1 left, and Standard_D2as_v5 needs 2/,
		/--size or --region/,
	],
	[
		'too few vCPUs left in the family',
		'azure.quota.family',
		{change: s => s.subscription({quotas: {standardDASv5Family: 0}})},
		/standardDASv5Family vCPUs” in eastus has 0 of 0 left/,
		/myQuotas/,
	],
	[
		'a size that is not available to this subscription in the region',
		'azure.size',
		{choices: {size: 'Standard_D2s_v5'}},
		/Standard_D2s_v5 is not available to this subscription in eastus/,
		/another --size/,
	],
	[
		'a size for other kinds of subscriptions',
		'azure.size',
		{choices: {size: 'Standard_D2as_v7', region: 'centralindia'}},
		/not available to this type of subscription/,
		/another --size/,
	],
	[
		'a size that does not exist',
		'azure.size',
		{choices: {size: 'Standard_D2_v99'}},
		/Standard_D2_v99 is not available in eastus/,
		/another --size/,
	],
	['an Arm size', 'azure.size', {choices: {size: 'Standard_D2ps_v6'}}, /Arm processors/, /another --size/],
	[
		'a size that is closed in one zone',
		'azure.zones',
		{choices: {size: 'Standard_D2as_v6', region: 'westeurope'}},
		/in zone 2 of westeurope/,
		/no zone is requested/,
	],
	[
		'no public address left',
		'azure.addresses',
		{change: s => s.subscription({quotas: {PublicIPAddresses: 0}})},
		/0 of 0/,
		/Release a public IP address/,
	],
	[
		'no network left',
		'azure.networks',
		{change: s => s.subscription({quotas: {VirtualNetworks: 0}})},
		/“VirtualNetworks” exceeded/,
		/--region/,
	],
	['one disk left', 'azure.disks', {change: s => s.subscription({quotas: {PremiumDiskCount: 1}})}, /two more are needed/, /Delete disks/],
	[
		'no image of the release',
		'azure.image',
		{
			faults: [
				{
					operation: 'azure GET images',
					times: 'always',
					answer: {status: 404, body: {error: {code: 'NotFound', message: 'Artifact: VMImage was not found.'}}},
				},
			],
		},
		/image of Ubuntu 24\.04 is not available in eastus/,
		/another --ubuntu/,
	],
	[
		'an image that does not support the disk controllers of the size',
		'azure.image',
		{
			choices: {size: 'Standard_D2as_v6'},
			faults: [
				{
					operation: 'azure GET images',
					times: 'always',
					answer: {
						status: 200,
						body: {name: '1', location: 'eastus', properties: {hyperVGeneration: 'V2', architecture: 'x64', features: []}},
					},
				},
			],
		},
		/supports SCSI disk controllers and the size has NVMe/,
		/another --size/,
	],
	[
		'an image of the first generation',
		'azure.image',
		{
			choices: {size: 'Standard_D2as_v6'},
			faults: [
				{
					operation: 'azure GET images',
					times: 'always',
					answer: {status: 200, body: {name: '1', location: 'eastus', properties: {hyperVGeneration: 'V1', architecture: 'x64'}}},
				},
			],
		},
		/generation V1 image and the size supports V2/,
		/another --size/,
	],
];

for (const [what, id, rehearsal, cause, fix] of findings) {
	test.serial(`${what} is found before the first change`, async t => {
		const {ask} = await rehearse(t, rehearsal);
		const {[id]: check} = await ask();
		t.is(check?.state, 'failed', JSON.stringify(check));
		t.regex(check?.cause ?? '', cause);
		t.regex(check?.fix ?? '', fix);
	});
}

const harmless: Array<[what: string, id: string, rehearsal: Rehearsal]> = [
	['a contributor', 'azure.permissions', {change: s => s.subscription({role: 'Contributor'})}],
	['a lock on another group', 'azure.locks', {change: lock(`${subscriptionScope}/resourceGroups/wasper-rg-2`, 'ReadOnly')}],
	[
		'a foreign resource with another name in our group',
		'azure.names',
		{change: all(group(ours), resource('Microsoft.Compute/disks', 'other', {}))},
	],
	['our own group', 'azure.group', {change: group(ours)}],
	[
		'an address that is ours already, with the quota used up',
		'azure.addresses',
		{
			change: all(
				s => s.subscription({quotas: {PublicIPAddresses: 1}}),
				group(ours),
				resource('Microsoft.Network/publicIPAddresses', 'wasper-ip', ours),
			),
		},
	],
];

for (const [what, id, rehearsal] of harmless) {
	test.serial(`${what} is no reason to stop`, async t => {
		const {ask} = await rehearse(t, rehearsal);
		const {[id]: check} = await ask();
		t.is(check?.state, 'passed', JSON.stringify(check));
	});
}

test.serial('a lock that only forbids to delete is a note: setup can go on', async t => {
	const {ask} = await rehearse(t, {change: all(group(ours), lock(groupScope, 'CanNotDelete'))});
	const {'azure.locks': check} = await ask();
	t.like(check, {state: 'failed', severity: 'note'});
	t.regex(check?.cause ?? '', /teardown/);
});
