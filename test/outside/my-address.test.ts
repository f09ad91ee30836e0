import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {myAddress} from '../../source/environment/my-address.ts';
import {ExternalError} from '../../source/errors/kinds.ts';

let answer = {status: 200, body: ''};
const server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
let myIp = '';

test.before(async () => {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	myIp = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.after.always(() => {
	server.close();
	server.closeAllConnections();
});

test.serial('the own address is what the service says, without white space', async t => {
	answer = {status: 200, body: '198.51.100.7\n'};
	t.is(await myAddress({myIp}), '198.51.100.7');
});

for (const [what, status, body, words] of [
	['a private address', 200, '192.168.1.20', /not a public address/],
	['a loopback address', 200, '127.0.0.1', /not a public address/],
	['an IPv6 address', 200, '2001:db8::1', /not an IPv4 address/],
	['a page', 200, '<html>', /not an IPv4 address/],
	['an error of the service', 500, '', /could not be asked/],
] as const) {
	test.serial(`${what} is refused, with the flag that goes around it`, async t => {
		answer = {status, body};
		const error = await t.throwsAsync(myAddress({myIp}), {instanceOf: ExternalError});
		t.regex(error.explanation.cause, words);
		t.regex(error.explanation.next!, /--ssh-from/);
	});
}

test.serial("a service that is not there is reported with the socket's error", async t => {
	const error = await t.throwsAsync(myAddress({myIp: 'http://127.0.0.1:1'}), {instanceOf: ExternalError});
	t.true(error.explanation.evidence!.length === 1);
});
