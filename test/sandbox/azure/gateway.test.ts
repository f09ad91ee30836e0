import test from 'ava';
import {ClientSecretCredential, DeviceCodeCredential} from '@azure/identity';
import {Tokens} from '../../../source/sandbox/identity/tokens.ts';
import {group, pace, refusalOf, region, startRehearsal, type Rehearsal} from './rehearsal.ts';

async function get(rehearsal: Rehearsal, path: string, token?: string): Promise<{status: number; code: string; headers: Headers}> {
	const response = await fetch(`${rehearsal.azure.url}${path}`, {
		headers: token ? {authorization: `Bearer ${token}`} : {},
		signal: AbortSignal.timeout(10_000),
	});
	const body = (await response.json()) as {error?: {code: string}};
	return {status: response.status, code: body.error?.code ?? '', headers: response.headers};
}

test('a request needs a good token and an api-version that exists', async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {token} = await rehearsal.credential.getToken('https://management.azure.com/.default');
	const {subscriptionId, tenantId, state} = rehearsal;
	const principal = {tenantId, objectId: 'o', name: 'n', role: 'Owner'} as const;
	const tokens = new Tokens(state);
	const stale = await tokens.issue(principal, -60);
	const foreign = await tokens.issue({...principal, tenantId: '11111111-2222-3333-4444-555555555555'}, 60);
	const base = `/subscriptions/${subscriptionId}`;
	const version = 'api-version=2025-04-01';
	const cases: Array<[path: string, token: string | undefined, status: number, code: string]> = [
		[`${base}/resourcegroups?${version}`, undefined, 401, 'AuthenticationFailed'],
		[`${base}/resourcegroups?${version}`, 'not-a-token', 401, 'InvalidAuthenticationToken'],
		[`${base}/resourcegroups?${version}`, stale, 401, 'ExpiredAuthenticationToken'],
		[`${base}/resourcegroups?${version}`, foreign, 401, 'InvalidAuthenticationTokenTenant'],
		[`${base}/resourcegroups`, token, 400, 'MissingApiVersionParameter'],
		[`${base}/resourcegroups?api-version=1999-01-01`, token, 400, 'InvalidApiVersionParameter'],
		[`${base}/providers/Microsoft.Compute/virtualMachines?api-version=1999-01-01`, token, 400, 'NoRegisteredProviderFound'],
		[`${base}/providers/Microsoft.Compute/nothings?${version}`, token, 404, 'InvalidResourceType'],
		[`/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups?${version}`, token, 404, 'SubscriptionNotFound'],
		[`${base}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=name%20eq%20'x'`, token, 400, 'InvalidFilter'],
	];
	for (const [path, bearer, status, code] of cases) {
		const answer = await get(rehearsal, path, bearer);
		t.is(answer.code, code, path);
		t.is(answer.status, status, path);
		t.is(answer.headers.get('x-ms-failure-cause'), 'gateway');
	}

	const good = await get(rehearsal, `${base}/resourcegroups?${version}`, token);
	t.is(good.status, 200);
	t.truthy(good.headers.get('x-ms-correlation-request-id'));
});

test('unknown fields are refused, and a missing region is named', async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {token} = await rehearsal.credential.getToken('https://management.azure.com/.default');
	const put = async (path: string, body: unknown) => {
		const response = await fetch(`${rehearsal.azure.url}/subscriptions/${rehearsal.subscriptionId}${path}`, {
			method: 'PUT',
			headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(10_000),
		});
		const {error} = (await response.json()) as {error?: {code: string; message: string}};
		return error;
	};
	await rehearsal.resources.resourceGroups.createOrUpdate(group, {location: region});
	const nsg = `/resourceGroups/${group}/providers/Microsoft.Network/networkSecurityGroups/n?api-version=2026-01-01`;
	t.is((await put(`/resourcegroups/x?api-version=2025-04-01`, {tags: {}}))?.code, 'LocationRequired');
	t.regex((await put(nsg, {location: region, colour: 'red'}))?.message ?? '', /Could not find member 'colour'/);
	t.is(
		(await put(nsg, {location: region, properties: {securityRules: [{name: 'a', properties: {priority: 'high'}}]}}))?.code,
		'InvalidRequestFormat',
	);
	const disk = `/resourceGroups/${group}/providers/Microsoft.Compute/disks/d?api-version=2026-03-02`;
	t.regex(
		(await put(disk, {location: region, properties: {creationData: {createOption: 'Empty'}}}))?.message ?? '',
		/diskSizeGB' is missing/,
	);
});

test('a new subscription has to register its providers first, and that takes its time', async t => {
	const rehearsal = await startRehearsal({subscription: {registered: []}, scale: 0.01});
	t.teardown(rehearsal.close);
	const {network, resources} = rehearsal;
	await resources.resourceGroups.createOrUpdate(group, {location: region});
	const create = () => network.networkSecurityGroups.createOrUpdate(group, 'n', {location: region}, pace);
	t.is((await refusalOf(create())).code, 'MissingSubscriptionRegistration');
	t.is((await resources.providers.register('Microsoft.Network')).registrationState, 'Registering');
	t.is((await resources.providers.get('Microsoft.Network')).registrationState, 'Registering');
	const deadline = Date.now() + 20_000;
	while ((await resources.providers.get('Microsoft.Network')).registrationState !== 'Registered' && Date.now() < deadline) {
		await new Promise(resolve => setTimeout(resolve, 50));
	}

	t.is((await create()).provisioningState, 'Succeeded');
});

test('somebody who may only read can look at everything and change nothing', async t => {
	const rehearsal = await startRehearsal({role: 'reader'});
	t.teardown(rehearsal.close);
	t.deepEqual(await Array.fromAsync(rehearsal.resources.resourceGroups.list()), []);
	t.is((await refusalOf(rehearsal.resources.resourceGroups.createOrUpdate(group, {location: region}))).code, 'AuthorizationFailed');
});

test('in a disabled subscription nothing can be written; what exists can be read and deleted', async t => {
	const rehearsal = await startRehearsal({subscription: {state: 'Disabled'}});
	t.teardown(rehearsal.close);
	const [subscription] = await Array.fromAsync(rehearsal.subscriptions.subscriptions.list());
	t.is(subscription?.state, 'Disabled');
	t.is(
		(await refusalOf(rehearsal.resources.resourceGroups.createOrUpdate(group, {location: region}))).code,
		'ReadOnlyDisabledSubscription',
	);
	t.is((await refusalOf(rehearsal.resources.resourceGroups.beginDelete(group))).code, 'ResourceGroupNotFound');
});

test('sign-in says why it fails, and the device code works after a wait', async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {identity, tenantId} = rehearsal;
	const options = {authorityHost: identity.url, disableInstanceDiscovery: true};
	const scope = 'https://management.azure.com/.default';
	const {clientId, clientSecret} = identity.owner;
	await t.throwsAsync(new ClientSecretCredential(tenantId, clientId, 'wrong', options).getToken(scope), {message: /AADSTS7000215/});
	await t.throwsAsync(new ClientSecretCredential(tenantId, '0b0e4f5c-0000-4000-8000-000000000000', clientSecret, options).getToken(scope), {
		message: /AADSTS700016/,
	});
	await t.throwsAsync(new ClientSecretCredential('99999999-0000-4000-8000-000000000000', clientId, clientSecret, options).getToken(scope));
	const device = new DeviceCodeCredential({tenantId, ...options, userPromptCallback: info => t.regex(info.message, /enter the code/)});
	const token = await device.getToken(scope);
	const answer = await get(rehearsal, `/subscriptions?api-version=2022-12-01`, token.token);
	t.is(answer.status, 200);
	t.true(
		identity.log.some(entry => entry.status === 400 && entry.path.includes('/token')),
		'the first poll was told to wait',
	);
});

test('the catalogue shows sizes with their restrictions, quotas that move, images and regions', async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {compute, network, subscriptions, subscriptionId} = rehearsal;
	const skus = await Array.fromAsync(compute.resourceSkus.list({filter: "location eq 'eastus'"}));
	const find = (name: string) => skus.find(sku => sku.name === name);
	const capability = (name: string, key: string) => find(name)?.capabilities?.find(row => row.name === key)?.value;
	t.is(find('Standard_D2s_v5')?.restrictions?.[0]?.reasonCode, 'NotAvailableForSubscription');
	t.is(capability('Standard_D2as_v6', 'DiskControllerTypes'), 'NVMe');
	t.is(capability('Standard_D2ps_v6', 'CpuArchitectureType'), 'Arm64');
	t.is(capability('Standard_DC2s_v2', 'TrustedLaunchDisabled'), 'True');
	t.true(
		skus.some(sku => sku.resourceType === 'disks'),
		'the list holds more than machines',
	);

	const cores = (await Array.fromAsync(compute.usage.list(region))).find(row => row.name.value === 'cores');
	t.like(cores, {currentValue: 0, limit: 10});
	const addresses = (await Array.fromAsync(network.usages.list(region))).find(row => row.name.value === 'IPv4StandardSkuPublicIpAddresses');
	t.is(addresses?.currentValue, 0);
	const versions = await compute.virtualMachineImages.list(region, 'Canonical', 'ubuntu-26_04-lts', 'server');
	t.regex(versions.at(-1)?.name ?? '', /^26\.04\./);
	const latest = await compute.virtualMachineImages.get(region, 'Canonical', 'ubuntu-24_04-lts', 'server', 'latest');
	t.is(latest.hyperVGeneration, 'V2');
	const locations = await Array.fromAsync(subscriptions.subscriptions.listLocations(subscriptionId));
	t.true(locations.some(row => row.metadata?.regionType === 'Logical'));
	t.is(locations.find(row => row.name === region)?.displayName, 'East US');
});
