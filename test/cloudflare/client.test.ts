import test from 'ava';
import {CloudflareClient} from '../../source/cloudflare/client.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {OperatorError} from '../../source/errors/kinds.ts';
import {ok, refusal, scriptedCloudflare, send, token} from './support.ts';

const zone = '0123456789abcdef0123456789abcdef';
const name = 'wasper.example.com';
const ours = {id: 'f'.repeat(32), type: 'A', name, content: '203.0.113.10', proxied: false, ttl: 1, comment: 'create-wasper-azure'};

test('all pages of zones are read, and the token goes in the header alone', async t => {
	const page = (count: number) =>
		Array.from({length: count}, (_, index) => ({
			id: `z${index}`,
			name: `z${index}.example`,
			status: 'active',
			paused: false,
			name_servers: ['ada.example'],
		}));
	const {client, seen} = await scriptedCloudflare(t, (_, response, count) =>
		send(response, 200, ok(page(count === 1 ? 50 : count === 2 ? 3 : 0))),
	);
	const zones = await client.zones();
	t.is(zones.length, 53);
	t.deepEqual(zones[0], {id: 'z0', name: 'z0.example', status: 'active', paused: false, nameServers: ['ada.example']});
	t.is(seen[0]!.headers.authorization, `Bearer ${token}`);
	t.false(seen.some(({path}) => path.includes(token)));
});

test('records are asked for by exact name', async t => {
	const {client, seen} = await scriptedCloudflare(t, (_, response, count) => send(response, 200, ok(count === 1 ? [ours] : [])));
	t.deepEqual(await client.records(zone, name), [ours]);
	t.is(new URL(seen[0]!.path, 'http://x').searchParams.get('name.exact'), name);
});

test('HTTP 200 with success false is an error and not an empty list', async t => {
	const {client} = await scriptedCloudflare(t, (_, response) =>
		send(response, 200, refusal({code: 10000, message: 'Authentication error'})),
	);
	const error = await t.throwsAsync(client.zones(), {instanceOf: OperatorError});
	t.is(error.explanation.code, 'cloudflare.authentication');
});

const refusals: Array<[string, number, unknown, string, string]> = [
	[
		'a mangled token',
		400,
		refusal({
			code: 6003,
			message: 'Invalid request headers',
			error_chain: [{code: 6111, message: 'Invalid format for Authorization header'}],
		}),
		'cloudflare.tokenMalformed',
		'action',
	],
	['an unknown token', 401, refusal({code: 1000, message: 'Invalid API Token'}), 'cloudflare.tokenInvalid', 'action'],
	['a token without the permission', 403, refusal({code: 10000, message: 'Authentication error'}), 'cloudflare.authentication', 'action'],
	[
		'a token from another address',
		403,
		refusal({code: 9109, message: 'Cannot use the access token from location: 198.51.100.7'}),
		'cloudflare.tokenForbidden',
		'action',
	],
	[
		'a taken name',
		400,
		refusal({code: 81053, message: 'An A, AAAA, or CNAME record with that host already exists.'}),
		'cloudflare.nameTaken',
		'action',
	],
	[
		'a value that Cloudflare does not take',
		400,
		refusal({
			code: 1004,
			message: 'DNS Validation Error',
			error_chain: [{code: 9005, message: 'Content for A record must be a valid IPv4 address.'}],
		}),
		'cloudflare.recordInvalid',
		'bug',
	],
	['a zone that is gone', 400, refusal({code: 7003, message: 'Could not route to /zones/x'}), 'cloudflare.zoneGone', 'action'],
	['an unknown code', 400, refusal({code: 4242, message: 'Something new'}), 'cloudflare.failed', 'external'],
	['a refusal without a code', 403, {}, 'cloudflare.refused', 'action'],
];

for (const [what, status, body, code, kind] of refusals) {
	test(`${what} is explained, with the code and the ray`, async t => {
		const {client} = await scriptedCloudflare(t, (_, response) => send(response, status, body));
		const error = await t.throwsAsync(client.createRecord(zone, name, '203.0.113.10'), {instanceOf: OperatorError});
		t.like(error, {kind, explanation: {code}});
		t.truthy(error.explanation.next);
		t.true(error.explanation.evidence!.includes('cf-ray 8f00ba4'));
		t.notRegex(JSON.stringify(error.explanation), new RegExp(token));
	});
}

test('a create whose answer was lost is repeated, and the existing record is recognised as ours', async t => {
	const {client, seen} = await scriptedCloudflare(t, ({method}, response, count) => {
		if (method === 'POST' && count === 1) {
			response.destroy();
		} else if (method === 'POST') {
			send(response, 400, refusal({code: 81058, message: 'An identical record already exists.'}));
		} else {
			send(response, 200, ok(count === 3 ? [ours] : []));
		}
	});
	t.deepEqual(await client.createRecord(zone, name, '203.0.113.10'), ours);
	t.deepEqual(
		seen.map(({method}) => method),
		['POST', 'POST', 'GET'],
	);
});

test('an identical record of somebody else is not taken for ours', async t => {
	const {client} = await scriptedCloudflare(t, ({method}, response, count) => {
		if (method === 'POST') {
			send(response, 400, refusal({code: 81058, message: 'An identical record already exists.'}));
		} else {
			send(response, 200, ok(count === 2 ? [{...ours, comment: 'by hand'}] : []));
		}
	});
	t.like(await t.throwsAsync(client.createRecord(zone, name, '203.0.113.10')), {explanation: {code: 'cloudflare.recordExists'}});
});

test('records are created unproxied and with our mark; a change sends the whole record', async t => {
	const {client, seen} = await scriptedCloudflare(t, (_, response) => send(response, 200, ok(ours)));
	await client.createRecord(zone, name, '203.0.113.10');
	await client.updateRecord(zone, ours, {ip: '203.0.113.11'});
	t.deepEqual(JSON.parse(seen[0]!.body), {
		name,
		type: 'A',
		content: '203.0.113.10',
		proxied: false,
		ttl: 1,
		comment: 'create-wasper-azure',
	});
	t.like(seen[1], {method: 'PATCH'});
	t.like(JSON.parse(seen[1]!.body), {content: '203.0.113.11', proxied: false, comment: 'create-wasper-azure'});
});

test('deleting a record that is gone already is done', async t => {
	const {client} = await scriptedCloudflare(t, (_, response) =>
		send(response, 404, refusal({code: 81044, message: 'Record does not exist.'})),
	);
	await t.notThrowsAsync(client.deleteRecord(zone, ours.id));
});

test('a server that is not Cloudflare, and one that does not exist, are reported as unreachable', async t => {
	const {client} = await scriptedCloudflare(t, (_, response) =>
		response.writeHead(200, {'content-type': 'text/html'}).end('<html>please sign in to the hotel'),
	);
	const portal = await t.throwsAsync(client.zones(), {instanceOf: OperatorError});
	t.is(portal.explanation.code, 'cloudflare.unreachable');
	t.regex(portal.explanation.evidence!.join(), /text\/html/);
	const nobody = await t.throwsAsync(new CloudflareClient({cloudflare: 'http://127.0.0.1:1'}, new Secret(token)).zones(), {
		instanceOf: OperatorError,
	});
	t.is(nobody.explanation.code, 'cloudflare.unreachable');
});

test('a token with a line break in it is refused before anything is sent, and not shown', async t => {
	const error = await t.throwsAsync(new CloudflareClient({cloudflare: 'http://127.0.0.1:1'}, new Secret('secret-part\nmore')).zones(), {
		instanceOf: OperatorError,
	});
	t.is(error.explanation.code, 'cloudflare.tokenMalformed');
	t.notRegex(JSON.stringify(error.explanation), /secret-part/);
});

test('a stopped run ends as cancelled', async t => {
	const abort = new AbortController();
	const {client} = await scriptedCloudflare(t, () => abort.abort());
	t.like(await t.throwsAsync(client.zones(abort.signal)), {kind: 'cancelled'});
});
