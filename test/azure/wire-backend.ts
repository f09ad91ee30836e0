import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import type {ExecutionContext} from 'ava';
import {AzureLookups} from '../../source/azure/lookups/lookups.ts';
import {AzureSignIn} from '../../source/azure/account/sign-in.ts';
import {type AzureOptions, startAzure} from '../../source/sandbox/azure/server.ts';
import {SandboxAuthority} from '../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../source/sandbox/foundation/latency.ts';
import {State} from '../../source/sandbox/foundation/state.ts';
import {type Credentials, startIdentity} from '../../source/sandbox/identity/server.ts';
import {startPrices} from '../../source/sandbox/prices/server.ts';
import {quickPace} from './fixtures.ts';

export interface WireWorldOptions {
	faults?: ConstructorParameters<typeof Faults>[0];
	subscriptions?: NonNullable<AzureOptions['subscriptions']>;
	/** Tenants in which the person is a guest. */
	otherTenants?: string[];
	/** The person's own tenant. */
	tenantId?: string;
	/** Of the latencies of the real services. */
	scale?: number;
}

/** Identity, resource manager and price list on loopback, and our doors to them. */
export async function startWorld(t: ExecutionContext, {faults, subscriptions, scale = 0, ...directory}: WireWorldOptions = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-world-'));
	const [state, authority] = await Promise.all([State.open(folder), SandboxAuthority.open(folder)]);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const common = {state, authority, faults: new Faults(faults), latency: new Latency(scale)};
	const [azure, identity, prices] = await Promise.all([
		startAzure({
			...common,
			...(subscriptions && {subscriptions}),
			addressPool: ['203.0.113.10'],
			onMachineRunning() {},
			onMachineGone() {},
		}),
		startIdentity({...common, ...directory}),
		startPrices(common),
	]);
	t.teardown(async () => {
		await Promise.all([azure.close(), identity.close(), prices.close()]);
		state.close();
		await rm(folder, {recursive: true, force: true});
	});
	const endpoints = {azure: azure.url, authority: identity.url};
	const account = (environment: NodeJS.ProcessEnv) => {
		const signIn = new AzureSignIn({endpoints, environment});
		return {signIn, lookups: new AzureLookups({endpoints, account: signIn, pace: quickPace})};
	};
	return {endpoints, azure, identity, prices, account};
}

export function environmentOf({tenantId, clientId, clientSecret}: Credentials): NodeJS.ProcessEnv {
	return {AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret};
}
