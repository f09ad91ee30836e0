import https from 'node:https';
import type {IncomingMessage} from 'node:http';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import {ComputeManagementClient, type VirtualMachine} from '@azure/arm-compute';
import {NetworkManagementClient} from '@azure/arm-network';
import {ResourceManagementClient} from '@azure/arm-resources';
import {SubscriptionClient} from '@azure/arm-resources-subscriptions';
import {ClientSecretCredential} from '@azure/identity';
import test from 'ava';
import Cloudflare from 'cloudflare';
import {NodeSSH} from 'node-ssh';
import ssh2 from 'ssh2';
import {connectTarget, readEndpoints, type Endpoints} from '../../source/environment/endpoints.ts';
import {installCommand} from '../../source/host/commands.ts';
import {hostProgram} from '../../source/host/program.ts';
import {hostReport, hostUnits} from '../../source/host/protocol.ts';
import {generateKeyPair, type KeyPair} from '../../source/host/ssh-keys.ts';
import type {Sandbox} from '../../source/sandbox/sandbox.ts';
import {startSandbox} from '../../source/sandbox/start.ts';

const domain = 'wasper.example.com';
const group = 'wasper-rg';
const location = 'eastus';
const owner = {email: 'a@example.com', firstName: 'Ada', lastName: 'Example', password: 'correct horse battery'};

interface Keys {
	host: KeyPair;
	user: KeyPair;
}

async function signIn({environment}: Sandbox, azure: string) {
	const [tenant, client, secret] = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'].map(name => environment[name] ?? '') as [
		string,
		string,
		string,
	];
	const credential = new ClientSecretCredential(tenant, client, secret, {
		authorityHost: environment['AZURE_AUTHORITY_HOST'] ?? '',
		disableInstanceDiscovery: true,
	});
	const options = {endpoint: azure, credentialScopes: ['https://management.azure.com/.default']};
	const subscription = (await new SubscriptionClient(credential, options).subscriptions.list().next()).value?.subscriptionId ?? '';
	return {
		resources: new ResourceManagementClient(credential, subscription, options),
		network: new NetworkManagementClient(credential, subscription, options),
		compute: new ComputeManagementClient(credential, subscription, options),
	};
}

type Clients = Awaited<ReturnType<typeof signIn>>;

async function createMachine({resources, network, compute}: Clients, keys: Keys): Promise<string> {
	for (const provider of ['Microsoft.Compute', 'Microsoft.Network']) {
		await resources.providers.register(provider);
	}

	await resources.resourceGroups.createOrUpdate(group, {location});
	const poll = {updateIntervalInMs: 10};
	const {subnets} = await network.virtualNetworks.createOrUpdate(
		group,
		'vnet',
		{location, addressSpace: {addressPrefixes: ['10.0.0.0/16']}, subnets: [{name: 'subnet', addressPrefix: '10.0.1.0/24'}]},
		poll,
	);
	const ip = await network.publicIPAddresses.createOrUpdate(
		group,
		'ip',
		{location, sku: {name: 'Standard'}, publicIPAllocationMethod: 'Static'},
		poll,
	);
	const subnet = {id: subnets?.[0]?.id ?? ''};
	const nic = await network.networkInterfaces.createOrUpdate(
		group,
		'nic',
		{location, ipConfigurations: [{name: 'ipconfig', subnet, publicIPAddress: {id: ip.id ?? ''}}]},
		poll,
	);
	const disk = await compute.disks.createOrUpdate(
		group,
		'disk',
		{location, sku: {name: 'Premium_LRS'}, diskSizeGB: 128, creationData: {createOption: 'Empty'}},
		poll,
	);
	const machine: VirtualMachine = {
		location,
		hardwareProfile: {vmSize: 'Standard_D2as_v5'},
		storageProfile: {
			imageReference: {publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest'},
			osDisk: {createOption: 'FromImage', diskSizeGB: 128, managedDisk: {storageAccountType: 'Premium_LRS'}},
			dataDisks: [{lun: 0, createOption: 'Attach', managedDisk: {id: disk.id ?? ''}}],
		},
		osProfile: {
			computerName: 'wasper',
			adminUsername: 'wasperadmin',
			customData: Buffer.from(
				`#cloud-config\n${JSON.stringify({ssh_keys: {ed25519_private: keys.host.privateKey, ed25519_public: keys.host.publicKey}})}`,
			).toString('base64'),
			linuxConfiguration: {
				disablePasswordAuthentication: true,
				ssh: {publicKeys: [{path: '/home/wasperadmin/.ssh/authorized_keys', keyData: keys.user.publicKey}]},
			},
		},
		networkProfile: {networkInterfaces: [{id: nic.id ?? ''}]},
	};
	await compute.virtualMachines.createOrUpdate(group, 'vm', machine, poll);
	return (await network.publicIPAddresses.get(group, 'ip')).ipAddress ?? '';
}

async function pointName({environment}: Sandbox, content: string): Promise<void> {
	const cloudflare = new Cloudflare({apiToken: environment['CLOUDFLARE_API_TOKEN']!, baseURL: environment['CLOUDFLARE_BASE_URL']!});
	const [zone] = (await cloudflare.zones.list({name: 'example.com'})).result;
	await cloudflare.dns.records.create({zone_id: zone?.id ?? '', type: 'A', name: domain, content, ttl: 1});
}

async function install(ssh: NodeSSH): Promise<void> {
	const program = await hostProgram();
	await ssh.execCommand(installCommand(program), {stdin: Readable.from([program.archive])});
}

async function connect(endpoints: Endpoints, address: string, keys: Keys): Promise<NodeSSH> {
	const pinned = ssh2.utils.parseKey(keys.host.publicKey);
	const hostVerifier = (key: Buffer) => !(pinned instanceof Error) && pinned.getPublicSSH().equals(key);
	const deadline = Date.now() + 20_000;
	for (;;) {
		const ssh = new NodeSSH();
		try {
			await ssh.connect({
				...connectTarget(endpoints, address, 22),
				username: 'wasperadmin',
				privateKey: keys.user.privateKey,
				hostVerifier,
			});
			ssh.connection?.on('error', () => {});
			ssh.connection?.setNoDelay(true);
			return ssh;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET' || Date.now() > deadline) {
				throw error;
			}

			await new Promise(resolve => setTimeout(resolve, 20));
		}
	}
}

async function health(endpoints: Endpoints, address: string): Promise<string> {
	const request = https.get({
		...connectTarget(endpoints, address, 443),
		path: '/api/v1/health',
		servername: domain,
		headers: {host: domain},
		agent: false,
		ca: tls.getCACertificates('default'),
	});
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	return text(response);
}

test('from an empty subscription to a healthy site over the real clients, there after a restart of the sandbox, gone with its group', async t => {
	const stateFolder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
	t.teardown(async () => rm(stateFolder, {recursive: true, force: true}));
	const keys = {host: await generateKeyPair('host'), user: await generateKeyPair('user')};
	const start = async () => {
		const sandbox = await startSandbox({stateFolder, latencyScale: 0});
		tls.setDefaultCACertificates([...tls.getCACertificates('default'), sandbox.caCertificate]);
		const endpoints = readEndpoints(sandbox.environment);
		return {sandbox, endpoints, azure: await signIn(sandbox, endpoints.azure)};
	};

	const first = await start();
	const address = await createMachine(first.azure, keys);
	t.regex(address, /^203\.0\.113\.1[0-3]$/);
	await pointName(first.sandbox, address);
	const ssh = await connect(first.endpoints, address, keys);
	await install(ssh);
	const settings = {domain, certificateContact: 'a@example.com', acmeDirectory: first.endpoints.acmeDirectory, address};
	t.is((await ssh.execCommand('sudo -n wasperctl configure', {stdin: JSON.stringify(settings)})).code, 0);
	for (const unit of hostUnits) {
		const {code, stdout} = await ssh.execCommand(
			`sudo -n wasperctl apply ${unit} --json`,
			unit === 'owner' ? {stdin: JSON.stringify(owner)} : {},
		);
		t.is(code, 0, stdout);
	}

	t.is(await health(first.endpoints, address), '{"status":"Healthy"}');
	ssh.dispose();
	await first.sandbox.close();

	const second = await start();
	t.teardown(second.sandbox.close);
	const again = await connect(second.endpoints, address, keys);
	const report = hostReport.parse(JSON.parse((await again.execCommand('sudo -n wasperctl inspect --json')).stdout));
	t.true(Object.values(report.units).every(({findings}) => findings.length === 0));
	t.is(await health(second.endpoints, address), '{"status":"Healthy"}');
	again.dispose();

	await second.azure.resources.resourceGroups.delete(group, {updateIntervalInMs: 10});
	await t.throwsAsync(health(second.endpoints, address), {code: 'ECONNRESET'});
	const anew = await connect(second.endpoints, await createMachine(second.azure, keys), keys);
	await install(anew);
	const empty = hostReport.parse(JSON.parse((await anew.execCommand('sudo -n wasperctl inspect --json')).stdout));
	t.true(Object.values(empty.units).every(({findings}) => findings[0]?.state === 'absent'));
	t.is(empty.owner, undefined);
	anew.dispose();
});
