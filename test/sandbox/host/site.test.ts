import https from 'node:https';
import http, {type IncomingMessage} from 'node:http';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import type {TLSSocket} from 'node:tls';
import test from 'ava';
import {WebSocket} from 'ws';
import {address, bootMachine, domain, owner} from './machine.ts';
import {setUp} from './set-up.ts';

type Machine = Awaited<ReturnType<typeof bootMachine>>;
const upToStack = ['base', 'disk', 'docker', 'secrets', 'images', 'stack'] as const;

/** A visitor's request by domain, through the mapped address; the certificate is checked only with `trust`. */
async function ask({ports, authority}: Machine, path: string, {trust = true, method = 'GET'} = {}) {
	const options = {
		...ports.target(address, 443),
		path,
		method,
		servername: domain,
		headers: {host: domain},
		agent: false,
		ca: authority.caCertificate,
		rejectUnauthorized: trust,
	};
	const [response] = (await once(https.request(options).end(), 'response')) as [IncomingMessage];
	const {issuer} = (response.socket as TLSSocket).getPeerCertificate();
	return {status: response.statusCode, body: await text(response), issuer: issuer?.CN ?? issuer?.O};
}

async function askPlain({ports}: Machine, path: string) {
	const [response] = (await once(http.get({...ports.target(address, 80), path, headers: {host: domain}, agent: false}), 'response')) as [
		IncomingMessage,
	];
	return {status: response.statusCode, location: response.headers.location, body: await text(response)};
}

test('nothing answers before the stack is started; then the site serves a placeholder certificate, then the issued one', async t => {
	const machine = await bootMachine(t);
	machine.pointName();
	const connection = await machine.connect();
	await t.throwsAsync(ask(machine, '/'), {code: 'ECONNRESET'});
	await t.throwsAsync(askPlain(machine, '/'), {code: 'ECONNRESET'});

	await setUp(t, machine, connection, upToStack);
	await t.throwsAsync(ask(machine, '/'), {message: /self-signed/});
	t.is((await ask(machine, '/', {trust: false})).issuer, 'Wasper');

	t.is((await machine.apply(connection, 'tls')).code, 0);
	t.like(await ask(machine, '/api/v1/health'), {status: 200, body: '{"status":"Healthy"}', issuer: 'Wasper sandbox authority'});
});

test('HTTP redirects to HTTPS, except for challenge files', async t => {
	const machine = await bootMachine(t);
	await setUp(t, machine, await machine.connect(), upToStack);
	t.like(await askPlain(machine, '/flows?x=1'), {status: 301, location: `https://${domain}/flows?x=1`});
	t.is((await askPlain(machine, '/.well-known/acme-challenge/unknown')).status, 404);
});

test("a visitor can't sign up, before the owner exists and after; the flags tell which", async t => {
	const machine = await bootMachine(t);
	machine.pointName();
	const connection = await machine.connect();
	await setUp(t, machine, connection, [...upToStack, 'tls']);
	const flags = async () => JSON.parse((await ask(machine, '/api/v1/flags')).body) as {USER_CREATED: boolean};
	const signUp = async () => ask(machine, '/api/v1/authentication/sign-up', {method: 'POST'});
	t.false((await flags()).USER_CREATED);
	t.like(await signUp(), {status: 403});
	t.notRegex((await signUp()).body, /INVITATION/);

	await machine.apply(connection, 'owner', JSON.stringify(owner));
	t.true((await flags()).USER_CREATED);
	t.regex((await signUp()).body, /INVITATION_ONLY_SIGN_UP/);
});

test('a stopped application is a bad gateway; / of a running one is a page', async t => {
	const machine = await bootMachine(t);
	const connection = await machine.connect();
	await setUp(t, machine, connection, upToStack);
	t.like(await ask(machine, '/', {trust: false}), {status: 200});
	t.is((await ask(machine, '/api/v1/nonsense', {trust: false})).status, 404);
	await machine.run(connection, 'sudo -n wasperctl stop');
	t.is((await ask(machine, '/api/v1/health', {trust: false})).status, 502);
});

test('a WebSocket opens with a session, and polling is rejected', async t => {
	const machine = await bootMachine(t);
	await setUp(t, machine, await machine.connect(), upToStack);
	const {port} = machine.ports.target(address, 443)!;
	const socket = new WebSocket(`wss://${domain}:${port}/api/socket.io/?EIO=4&transport=websocket`, {
		lookup: (_name, _options, found) => found(null, [{address: '127.0.0.1', family: 4}]),
		rejectUnauthorized: false,
	});
	const [open] = (await once(socket, 'message')) as [Buffer];
	t.regex(open.toString(), /^0\{"sid":"[\w-]+"/);
	socket.send('40');
	const [refusal] = (await once(socket, 'message')) as [Buffer];
	t.regex(refusal.toString(), /^44/);
	socket.close();

	t.like(await ask(machine, '/api/socket.io/?EIO=4&transport=polling', {trust: false}), {status: 400});
});
