import test from 'ava';
import {domain, ip, json, openSite} from './support.ts';

const signal = new AbortController().signal;

// One after the other: each trusts an authority of its own in this process.
test.serial('a certificate of a trusted authority is reported with its issuer and expiry', async t => {
	const outside = await openSite(t, {});
	const seen = await outside.certificate(domain, ip, signal);
	t.like(seen, {trusted: true, issuer: 'Wasper sandbox authority', problem: undefined});
	t.true(Date.parse(seen.expires) > Date.now());
});

test.serial('an untrusted chain and a certificate for another name are reported as what they are', async t => {
	const stranger = await openSite(t, {trusted: false});
	t.like(await stranger.certificate(domain, ip, signal), {
		trusted: false,
		issuer: 'Wasper sandbox authority',
		problem: 'the chain is incomplete, or its authority is not trusted by this computer',
	});
	t.deepEqual(await stranger.health(domain, ip, signal), {
		healthy: false,
		detail: 'the chain is incomplete, or its authority is not trusted by this computer',
	});
	t.like(await stranger.webSocket(domain, ip, signal), {open: false});
	t.false(await stranger.signUpClosed(domain, ip, signal));
	const other = await openSite(t, {names: ['other.example.com']});
	t.like(await other.certificate(domain, ip, signal), {trusted: false, problem: 'the certificate is for another name'});
});

test.serial('health is read from status and JSON; a page that says 200 is not the app', async t => {
	let answer: [number, unknown] = [200, {status: 'Healthy'}];
	const outside = await openSite(t, {
		https(request, response) {
			if (request.url !== '/api/v1/health' || request.headers.host !== domain) {
				response.writeHead(404).end();
			} else if (typeof answer[1] === 'string') {
				response.writeHead(answer[0], {'content-type': 'text/html'}).end(answer[1]);
			} else {
				json(response, ...answer);
			}
		},
	});
	t.deepEqual(await outside.health(domain, ip, signal), {healthy: true, detail: 'HTTP 200, Healthy'});
	answer = [200, {status: 'OK'}];
	t.true((await outside.health(domain, ip, signal)).healthy);
	answer = [503, {status: 'Unhealthy'}];
	t.deepEqual(await outside.health(domain, ip, signal), {healthy: false, detail: "HTTP 503, not the app's own answer"});
	answer = [200, '<html>'];
	t.deepEqual(await outside.health(domain, ip, signal), {healthy: false, detail: "HTTP 200, not the app's own answer"});
});

test.serial('the redirect of plain HTTP is reported with its target', async t => {
	const outside = await openSite(t, {http: (_, response) => response.writeHead(308, {location: `https://${domain}/`}).end()});
	t.deepEqual(await outside.httpRedirect(domain, ip, signal), {status: 308, location: `https://${domain}/`});
	t.deepEqual(await outside.httpRedirect(domain, '127.0.0.1', signal).then(({status}) => status), 0);
});

test.serial("port 80 is proven by this machine's own file, and by nothing that a visitor would answer", async t => {
	const outside = await openSite(t, {
		http: (request, response) =>
			response.writeHead(200).end(request.url === '/.well-known/acme-challenge/wasper-1' ? 'wasper-1\n' : 'hello'),
	});
	t.like(await outside.challenge(domain, ip, 'wasper-1', signal), {found: true});
	t.deepEqual(await outside.challenge(domain, ip, 'wasper-2', signal), {found: false, detail: "HTTP 200, and not this machine's file"});
	const elsewhere = await openSite(t, {http: (_, response) => response.writeHead(301, {location: 'https://elsewhere.example/'}).end()});
	t.like(await elsewhere.challenge(domain, ip, 'wasper-1', signal), {found: false});
});

test.serial('a WebSocket counts only when the app itself opens the session', async t => {
	const open = await openSite(t, {packet: '0{"sid":"x"}'});
	t.like(await open.webSocket(domain, ip, signal), {open: true});
	const foreign = await openSite(t, {packet: 'hello'});
	t.deepEqual(await foreign.webSocket(domain, ip, signal), {open: false, detail: 'something that is not socket.io answers'});
	const proxy = await openSite(t, {});
	t.deepEqual(await proxy.webSocket(domain, ip, signal), {open: false, detail: 'HTTP 502 instead of an upgrade'});
});

test.serial('sign-up counts as closed when the proxy turns visitors away, or the app has its owner; nobody is ever signed up', async t => {
	const bodies: string[] = [];
	let status = 403;
	let flags: object = {};
	const outside = await openSite(t, {
		https(request, response) {
			if (request.method === 'POST') {
				request.on('data', chunk => bodies.push(String(chunk)));
				request.on('end', () => json(response, status, {}));
			} else {
				json(response, 200, flags);
			}
		},
	});
	t.true(await outside.signUpClosed(domain, ip, signal));
	status = 400;
	t.false(await outside.signUpClosed(domain, ip, signal));
	flags = {USER_CREATED: true};
	t.true(await outside.signUpClosed(domain, ip, signal));
	t.deepEqual([...new Set(bodies)], ['{}']);
});

test.serial('a stopped run ends every look', async t => {
	const outside = await openSite(t, {https() {}, http() {}});
	const looks = ['certificate', 'httpRedirect', 'health', 'webSocket', 'signUpClosed'] as const;
	for (const look of looks) {
		const abort = new AbortController();
		const looking = outside[look](domain, ip, abort.signal);
		abort.abort();
		await t.throwsAsync<Error>(looking, {name: 'AbortError'}, look);
	}
});
