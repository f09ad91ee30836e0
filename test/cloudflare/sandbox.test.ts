import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import test from 'ava';
import {CloudflareClient} from '../../source/cloudflare/client.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {openAccount, rehearsalToken} from '../../source/sandbox/cloudflare/rehearsal.ts';
import {startCloudflare} from '../../source/sandbox/cloudflare/server.ts';
import {SandboxAuthority} from '../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../source/sandbox/foundation/latency.ts';
import {State} from '../../source/sandbox/foundation/state.ts';

test.serial("a record is created, found, changed and removed at the rehearsal's Cloudflare", async t => {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-cloudflare-'));
	const state = await State.open(folder);
	const authority = await SandboxAuthority.open(folder);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const server = await startCloudflare({
		account: openAccount(state),
		faults: new Faults(),
		latency: new Latency(0),
		authority,
		onRecordsChanged() {},
	});
	t.teardown(async () => {
		await server.close();
		state.close();
		await rm(folder, {recursive: true});
	});
	const client = new CloudflareClient({cloudflare: server.url}, new Secret(rehearsalToken));
	const zone = (await client.zones()).find(({name}) => name === 'example.com')!;
	const made = await client.createRecord(zone.id, 'wasper.example.com', '203.0.113.10');
	t.like(made, {type: 'A', content: '203.0.113.10', proxied: false, comment: 'create-wasper-azure'});
	t.is((await client.createRecord(zone.id, 'wasper.example.com', '203.0.113.10')).id, made.id, 'made again is found again');
	t.is((await client.updateRecord(zone.id, made, {ip: '203.0.113.11'})).content, '203.0.113.11');
	t.deepEqual(
		(await client.records(zone.id, 'wasper.example.com')).map(({content}) => content),
		['203.0.113.11'],
	);
	await client.deleteRecord(zone.id, made.id);
	await client.deleteRecord(zone.id, made.id);
	t.deepEqual(await client.records(zone.id, 'wasper.example.com'), []);
});
