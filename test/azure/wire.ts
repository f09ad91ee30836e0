import {generateKeyPairSync} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import type {ExecutionContext} from 'ava';
import {type AzureGateway, createAzureGateway} from '../../source/azure/gateway.ts';
import {type AzureInquiries, createAzureInquiries} from '../../source/azure/lookups/inquiries.ts';
import {type AzureServer, startAzure} from '../../source/sandbox/azure/server.ts';
import {defaultSubscriptions} from '../../source/sandbox/azure/offerings.ts';
import {SandboxAuthority} from '../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../source/sandbox/foundation/latency.ts';
import {State} from '../../source/sandbox/foundation/state.ts';
import {Tokens} from '../../source/sandbox/identity/tokens.ts';
import type {Choices} from '../../source/deployment/choices.ts';
import type {Deployment} from '../../source/deployment/deployment.ts';
import type {MachineSize} from '../../source/deployment/machine-size.ts';
import {makeDeployment, quickPace, scsiSize} from './fixtures.ts';

type FaultList = ConstructorParameters<typeof Faults>[0];

export interface Wire {
	gateway: AzureGateway;
	inquiries: AzureInquiries;
	server: AzureServer;
	/** Stops the resource manager and starts another on the same state. */
	restart(): Promise<Wire>;
}

export const [subscription = {id: '', name: '', tenantId: ''}] = defaultSubscriptions;

/** A new ed25519 key as `authorized_keys` has it; its private half is forgotten. */
export function makePublicKey(): string {
	const der = generateKeyPairSync('ed25519').publicKey.export({type: 'spki', format: 'der'});
	const fields = [Buffer.from('ssh-ed25519'), der.subarray(-32)];
	const blob = fields.flatMap(field => {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(field.length);
		return [length, field];
	});
	return `ssh-ed25519 ${Buffer.concat(blob).toString('base64')}`;
}

/** A deployment that the sandbox's subscription takes. */
export function makeWireDeployment(choices: Partial<Choices> = {}, size: MachineSize = scsiSize): Deployment {
	return makeDeployment({subscription, sshKey: {publicKey: makePublicKey(), privateKeyPath: '/nowhere'}, ...choices}, size);
}

/** The gateway over the real SDKs, HTTPS on loopback, and the sandbox's resource manager. */
export async function connect(t: ExecutionContext, options: {faults?: FaultList; scale?: number; folder?: string} = {}): Promise<Wire> {
	const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'wasper-azure-')));
	const [state, authority] = await Promise.all([State.open(folder), SandboxAuthority.open(folder)]);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const server = await startAzure({
		state,
		authority,
		faults: new Faults(options.faults),
		latency: new Latency(options.scale ?? 0),
		addressPool: ['203.0.113.10', '203.0.113.11'],
		onMachineRunning() {},
		onMachineGone() {},
		keepBodies: true,
	});
	const token = await new Tokens(state).issue(
		{tenantId: subscription.tenantId, objectId: 'operator', name: 'ada@example.com', role: 'Owner'},
		3600,
	);
	let closed = false;
	const close = async () => {
		if (!closed) {
			closed = true;
			await server.close();
			state.close();
		}
	};

	t.teardown(async () => {
		await close();
		await rm(folder, {recursive: true, force: true});
	});
	const settings = {
		endpoints: {azure: server.url},
		credential: {getToken: async () => ({token, expiresOnTimestamp: Date.now() + 3_600_000})},
		subscriptionId: subscription.id,
		maxRetries: 1,
		pace: quickPace,
	};
	return {
		server,
		gateway: createAzureGateway(settings),
		inquiries: createAzureInquiries(settings),
		async restart() {
			await close();
			return connect(t, {folder});
		},
	};
}
