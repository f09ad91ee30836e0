import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import type {ExecutionContext} from 'ava';
import {CloudflareClient} from '../../../source/cloudflare/client.ts';
import {Secret} from '../../../source/deployment/secret.ts';
import {DnsResolver} from '../../../source/dns/resolver.ts';
import {SshHost} from '../../../source/host/client.ts';
import {hostGateways} from '../../../source/host/gateways.ts';
import {createSshKey, generateKeyPair} from '../../../source/host/ssh-keys.ts';
import {hostTiming} from '../../../source/host/timing.ts';
import {OutsideClient} from '../../../source/outside/client.ts';
import {startAcme} from '../../../source/sandbox/acme/server.ts';
import {openAccount, rehearsalToken} from '../../../source/sandbox/cloudflare/rehearsal.ts';
import {startCloudflare} from '../../../source/sandbox/cloudflare/server.ts';
import {startDns} from '../../../source/sandbox/dns/server.ts';
import {SandboxAuthority} from '../../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../../source/sandbox/foundation/latency.ts';
import {State} from '../../../source/sandbox/foundation/state.ts';
import {Machines} from '../../../source/sandbox/host/machines.ts';
import {Ports} from '../../../source/sandbox/host/ports.ts';
import {deployment, ip} from '../host/support.ts';

type FaultList = ConstructorParameters<typeof Faults>[0];

/** Every stand-in but Azure's, on the wire, with one machine that has just booted; and the real gateways to them. */
export async function rehearse(t: ExecutionContext, faultList: FaultList = []) {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-rehearsal-'));
	const state = await State.open(folder);
	const authority = await SandboxAuthority.open(folder);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const [faults, latency] = [new Faults(faultList), new Latency(0)];
	const account = openAccount(state);
	const zone = account.zones.values().find(({name}) => name === 'example.com')!;
	const ports = await Ports.open([ip]);
	const dns = await startDns({account, faults, spread: 100});
	const cloudflare = await startCloudflare({account, faults, latency, authority, onRecordsChanged: () => dns.recordsChanged()});
	const internet = {dnsServers: [dns.server], connectTo: (address: string, port: number) => ports.target(address, port)};
	const acme = await startAcme({state, faults, authority, internet, validationDelay: 0});
	const machines = new Machines({state, faults, latency, ports, trusted: [authority.caCertificate]});

	const [hostKey, key] = [await generateKeyPair('host'), await createSshKey(join(folder, 'key'))];
	const customData = `#cloud-config\n${JSON.stringify({ssh_keys: {ed25519_private: hostKey.privateKey, ed25519_public: hostKey.publicKey}})}`;
	machines.boot({
		identity: 'machine-1',
		id: '/machine',
		address: ip,
		customData,
		adminUser: 'wasperadmin',
		authorizedKeys: [key.publicKey],
		dataDisks: {lun0: 'disk'},
	});

	const endpoints = {
		cloudflare: cloudflare.url,
		acmeDirectory: acme.url,
		dnsServers: [dns.server],
		dnsServersGiven: true,
		connectTo: new Map(ports.connectTo.map(pair => pair.split('=') as [string, string])),
	};
	const host = new SshHost(endpoints, {...hostTiming, pause: 50}, async () => 'ana@laptop-1');
	t.teardown(async () => {
		host.close();
		machines.close();
		await Promise.all([ports.close(), dns.close(), cloudflare.close(), acme.close()]);
		state.close();
		await rm(folder, {recursive: true});
	});
	return {
		hostKey: hostKey.publicKey,
		gateways: {
			cloudflare: new CloudflareClient(endpoints, new Secret(rehearsalToken)),
			dns: new DnsResolver(endpoints),
			hosts: hostGateways(() => host),
			outside: new OutsideClient(endpoints),
		},
		deployment: deployment({
			zone: {id: zone.id, name: zone.name, nameServers: zone.nameServers},
			sshKey: {publicKey: key.publicKey, privateKeyPath: key.path},
		}),
	};
}
