import {mkdtemp, rm} from 'node:fs/promises';
import {generateKeyPairSync} from 'node:crypto';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import {ComputeManagementClient, type VirtualMachine} from '@azure/arm-compute';
import {NetworkManagementClient} from '@azure/arm-network';
import {ResourceManagementClient} from '@azure/arm-resources';
import {SubscriptionClient} from '@azure/arm-resources-subscriptions';
import {ClientSecretCredential} from '@azure/identity';
import {defaultSubscriptions, type Subscription} from '../../../source/sandbox/azure/offerings.ts';
import type {RunningMachine} from '../../../source/sandbox/azure/cloud.ts';
import {startAzure} from '../../../source/sandbox/azure/server.ts';
import {SandboxAuthority} from '../../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../../source/sandbox/foundation/latency.ts';
import {State} from '../../../source/sandbox/foundation/state.ts';
import {startIdentity} from '../../../source/sandbox/identity/server.ts';

export const region = 'eastus';
export const group = 'wasper-rg';

export interface RehearsalOptions {
	folder?: string;
	faults?: ConstructorParameters<typeof Faults>[0];
	scale?: number;
	subscription?: Partial<Subscription>;
	role?: 'owner' | 'reader';
}

/** A resource manager and an identity platform on loopback, with the real SDK clients pointed at them. */
export async function startRehearsal({folder, faults, scale = 0, subscription, role = 'owner'}: RehearsalOptions = {}) {
	const stateFolder = folder ?? (await mkdtemp(join(tmpdir(), 'sandbox-azure-')));
	const state = await State.open(stateFolder);
	const authority = await SandboxAuthority.open(stateFolder);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const latency = new Latency(scale);
	const common = {state, authority, latency, faults: new Faults(faults)};
	const running: RunningMachine[] = [];
	const gone: string[] = [];
	const [base] = defaultSubscriptions;
	if (!base) {
		throw new Error('the sandbox has no subscription');
	}

	const subscriptions = [{...base, registered: ['Microsoft.Compute', 'Microsoft.Network'], ...subscription}];
	const identity = await startIdentity(common);
	const azure = await startAzure({
		...common,
		subscriptions,
		addressPool: ['203.0.113.10', '203.0.113.11'],
		onMachineRunning: machine => running.push(machine),
		onMachineGone: ({id}) => gone.push(id),
		keepBodies: true,
	});
	const {tenantId, clientId, clientSecret} = identity[role];
	const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, {
		authorityHost: identity.url,
		disableInstanceDiscovery: true,
	});
	const options = {endpoint: azure.url, updateIntervalInMs: 20, retryOptions: {maxRetries: 0}};
	const stop = async () => {
		await azure.close();
		await identity.close();
		state.close();
	};
	return {
		state,
		authority,
		stateFolder,
		identity,
		azure,
		running,
		gone,
		credential,
		subscriptionId: base.id,
		tenantId,
		compute: new ComputeManagementClient(credential, base.id, options),
		network: new NetworkManagementClient(credential, base.id, options),
		resources: new ResourceManagementClient(credential, base.id, options),
		subscriptions: new SubscriptionClient(credential, options),
		/** Ends the servers and keeps the state. */
		stop,
		/** Ends the servers and forgets the state. */
		async close() {
			await stop();
			await rm(stateFolder, {recursive: true, force: true});
		},
	};
}

export type Rehearsal = Awaited<ReturnType<typeof startRehearsal>>;

export const pace = {updateIntervalInMs: 20};
const tags = {'wasper-managed-by': 'create-wasper-azure'};

/** Group, network, firewall, address, interface: everything that a machine stands on. */
export async function makeGround({network, resources}: Rehearsal) {
	await resources.resourceGroups.createOrUpdate(group, {location: region, tags});
	const firewall = await network.networkSecurityGroups.createOrUpdate(
		group,
		'wasper-nsg',
		{
			location: region,
			tags,
			securityRules: [
				{
					name: 'ssh',
					priority: 1001,
					direction: 'Inbound',
					access: 'Allow',
					protocol: 'Tcp',
					sourceAddressPrefix: '198.51.100.7/32',
					sourcePortRange: '*',
					destinationAddressPrefix: '*',
					destinationPortRange: '22',
				},
			],
		},
		pace,
	);
	const vnet = await network.virtualNetworks.createOrUpdate(
		group,
		'wasper-vnet',
		{
			location: region,
			tags,
			addressSpace: {addressPrefixes: ['10.0.0.0/16']},
			subnets: [{name: 'wasper-subnet', addressPrefix: '10.0.1.0/24', networkSecurityGroup: {id: firewall.id ?? ''}}],
		},
		pace,
	);
	const address = await network.publicIPAddresses.createOrUpdate(
		group,
		'wasper-ip',
		{location: region, tags, sku: {name: 'Standard'}, publicIPAllocationMethod: 'Static'},
		pace,
	);
	const nic = await network.networkInterfaces.createOrUpdate(
		group,
		'wasper-nic',
		{
			location: region,
			tags,
			ipConfigurations: [{name: 'ipconfig1', subnet: {id: vnet.subnets?.[0]?.id ?? ''}, publicIPAddress: {id: address.id ?? ''}}],
		},
		pace,
	);
	return {firewall, vnet, address, nic};
}

/** An OpenSSH public key of these fields. */
export function sshPublicKey(kind: string, ...fields: Buffer[]): string {
	const blob = [Buffer.from(kind), ...fields].flatMap(field => {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(field.length);
		return [length, field];
	});
	return `${kind} ${Buffer.concat(blob).toString('base64')}`;
}

const {x = ''} = generateKeyPairSync('ed25519').publicKey.export({format: 'jwk'});
/** An SSH public key made for this run. */
export const authorizedKey = sshPublicKey('ssh-ed25519', Buffer.from(x, 'base64url'));

/** The body of a machine as the tool asks for it. */
export function machineBody(nicId: string, change: Partial<VirtualMachine> = {}): VirtualMachine {
	return {
		location: region,
		tags,
		hardwareProfile: {vmSize: 'Standard_D2as_v5'},
		storageProfile: {
			imageReference: {publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest'},
			osDisk: {
				name: 'wasper-os-disk',
				createOption: 'FromImage',
				diskSizeGB: 128,
				deleteOption: 'Delete',
				managedDisk: {storageAccountType: 'Premium_LRS'},
			},
		},
		osProfile: {
			computerName: 'wasper-vm',
			adminUsername: 'wasperadmin',
			customData: Buffer.from('#cloud-config\n{}').toString('base64'),
			linuxConfiguration: {
				disablePasswordAuthentication: true,
				ssh: {publicKeys: [{path: '/home/wasperadmin/.ssh/authorized_keys', keyData: authorizedKey}]},
			},
		},
		networkProfile: {networkInterfaces: [{id: nicId, primary: true, deleteOption: 'Delete'}]},
		securityProfile: {securityType: 'TrustedLaunch', uefiSettings: {secureBootEnabled: true, vTpmEnabled: true}},
		...change,
	};
}

/** The status and the envelope of an error that an SDK threw. */
export async function refusalOf(work: PromiseLike<unknown>): Promise<{status?: number; code?: string; message: string}> {
	try {
		await work;
	} catch (error) {
		const {statusCode, code, message} = error as {statusCode?: number; code?: string; message: string};
		return {message, ...(statusCode && {status: statusCode}), ...(code && {code})};
	}

	throw new Error('Azure did not refuse');
}
