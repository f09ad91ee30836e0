import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {readEndpoints} from '../../source/environment/endpoints.ts';
import {hostEnvironment} from '../../source/host/host-environment.ts';

test("with public servers only, the machine's settings name the certificate authority and nothing else", async t => {
	t.deepEqual(Object.keys(await hostEnvironment(readEndpoints({NODE_EXTRA_CA_CERTS: '/nowhere'}))), ['acmeDirectory']);
});

test("with other servers, the machine's settings name them, except those on this computer's loopback", async t => {
	const folder = await mkdtemp(join(tmpdir(), 'host-environment-'));
	t.teardown(() => rm(folder, {recursive: true}));
	const file = join(folder, 'authority.pem');
	await writeFile(file, 'PEM');
	const environment = {
		WASPER_ACME_DIRECTORY: 'https://203.0.113.1:14000/dir',
		NODE_EXTRA_CA_CERTS: file,
		WASPER_DNS_SERVERS: '127.0.0.1:53,203.0.113.1:8053',
		WASPER_REGISTRY_MIRROR: 'https://mirror.example.com',
	};
	t.deepEqual(await hostEnvironment(readEndpoints(environment)), {
		acmeDirectory: environment.WASPER_ACME_DIRECTORY,
		acmeAuthority: 'PEM',
		dnsServers: ['203.0.113.1:8053'],
		registryMirror: 'https://mirror.example.com',
	});
});
