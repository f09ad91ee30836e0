import {createServer} from 'node:net';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {writeFile} from 'node:fs/promises';
import {generateKeyPairSync} from 'node:crypto';
import test, {type ExecutionContext} from 'ava';
import {ActionError, ExternalError} from '../../source/errors/kinds.ts';
import {fingerprint} from '../../source/host/host-key.ts';
import {generateKeyPair} from '../../source/host/ssh-keys.ts';
import {startAgent} from './support/agent.ts';
import {gatewayTo, TestMachine} from './support/machine.ts';

const signal = new AbortController().signal;
const silently = {signal, say() {}, deadlineSeconds: 5};

test('a machine with the pinned key is connected to, once', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	const {fingerprint: shown} = await gateway.connect(machine.target, silently);
	await gateway.connect(machine.target, silently);
	t.is(shown, fingerprint(machine.hostKey.publicKey));
	t.is(machine.connections, 1);
	t.deepEqual([...new Set(machine.authentications)], ['wasperadmin']);
});

test('another host key is rejected at once, before authentication', async t => {
	const machine = await TestMachine.start(t);
	const pinned = await generateKeyPair('the one of cloud-init');
	const said: string[] = [];
	const error = await t.throwsAsync(
		machine.gateway(t).connect({...machine.target, hostKey: pinned.publicKey}, {...silently, say: line => said.push(line)}),
		{instanceOf: ActionError},
	);
	t.is(error.explanation.code, 'ssh.hostKey');
	t.deepEqual(error.explanation.evidence, [
		`expected  ${fingerprint(pinned.publicKey)}`,
		`presented ${fingerprint(machine.hostKey.publicKey)}`,
	]);
	t.deepEqual(machine.authentications, []);
	t.is(machine.connections, 1, 'it is not tried again');
});

test('a machine that refuses connections is retried, with lines that say why', async t => {
	const machine = await TestMachine.start(t);
	const {port} = machine;
	machine.stop();
	const gateway = gatewayTo(t, port, {heartbeat: 50});
	const said: string[] = [];
	const heard = Promise.withResolvers<void>();
	const connecting = gateway.connect(machine.target, {
		signal,
		deadlineSeconds: 20,
		say(line) {
			said.push(line);
			heard.resolve();
		},
	});
	await heard.promise;
	await machine.listen(port);
	await t.notThrowsAsync(connecting);
	t.regex(said[0]!, /^Waiting for SSH at 203\.0\.113\.10:22: connection refused, sshd is not running \(\d+ of 20 s\)\.$/);
});

test('at the deadline the error says how long it waited, why, and what to do', async t => {
	const machine = await TestMachine.start(t);
	machine.stop();
	const error = await t.throwsAsync(gatewayTo(t, 1).connect(machine.target, {...silently, deadlineSeconds: 0.2}), {
		instanceOf: ExternalError,
	});
	t.is(error.explanation.code, 'ssh.refused');
	t.regex(error.explanation.cause, /^Could not connect to the machine at 203\.0\.113\.10:22 over SSH within \d+ s: connection refused/);
	t.truthy(error.explanation.next);
	t.truthy(error.explanation.outcome);
});

test("a port that accepts connections and stays silent ends in an error about the firewall and the operator's address", async t => {
	const mute = createServer(socket => socket.on('error', () => {}));
	mute.listen(0, '127.0.0.1');
	await once(mute, 'listening');
	t.teardown(() => mute.close());
	const machine = await TestMachine.start(t);
	const gateway = gatewayTo(t, (mute.address() as AddressInfo).port, {attempt: 60});
	const error = await t.throwsAsync(gateway.connect(machine.target, {...silently, deadlineSeconds: 0.3}), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'ssh.silent');
	t.regex(error.explanation.next!, /--ssh-from/);
});

test('a key that the machine does not accept is an error after three attempts', async t => {
	const machine = await TestMachine.start(t);
	const unknown = await generateKeyPair('unknown');
	await writeFile(join(machine.folder, 'unknown'), unknown.privateKey);
	const error = await t.throwsAsync(
		machine.gateway(t).connect({...machine.target, privateKeyPath: join(machine.folder, 'unknown')}, silently),
		{instanceOf: ActionError},
	);
	t.is(error.explanation.code, 'ssh.keyRefused');
	t.regex(error.explanation.next!, /--ssh-key/);
	t.is(machine.connections, 3);
});

/** For the rest of a serial test, `SSH_AUTH_SOCK` is this or not set. */
function setAgent(t: ExecutionContext, path: string | undefined): void {
	const before = process.env['SSH_AUTH_SOCK'];
	const set = (value: string | undefined) =>
		value === undefined ? delete process.env['SSH_AUTH_SOCK'] : (process.env['SSH_AUTH_SOCK'] = value);
	set(path);
	t.teardown(() => set(before));
}

test.serial('a key that only an agent can use is used through the agent', async t => {
	const machine = await TestMachine.start(t);
	const path = join(machine.folder, 'agent');
	setAgent(t, path);
	await startAgent(t, path, machine.clientKey.privateKey);
	await t.notThrowsAsync(machine.gateway(t).connect({...machine.target, privateKeyPath: join(machine.folder, 'locked away')}, silently));
});

test.serial('an agent that does not answer is reported at once', async t => {
	const machine = await TestMachine.start(t);
	setAgent(t, join(machine.folder, 'no agent'));
	const error = await t.throwsAsync(
		machine.gateway(t).connect({...machine.target, privateKeyPath: join(machine.folder, 'locked away')}, silently),
		{instanceOf: ActionError},
	);
	t.is(error.explanation.code, 'ssh.agent');
});

test.serial('a key with a passphrase asks for an agent; a missing one is named', async t => {
	setAgent(t, undefined);
	const machine = await TestMachine.start(t);
	const locked = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x'},
	});
	await writeFile(join(machine.folder, 'locked'), locked.privateKey);
	const passphrase = await t.throwsAsync(
		machine.gateway(t).connect({...machine.target, privateKeyPath: join(machine.folder, 'locked')}, silently),
		{instanceOf: ActionError},
	);
	t.is(passphrase.explanation.code, 'ssh.keyPassphrase');
	t.regex(passphrase.explanation.next!, /ssh-add/);
	const missing = await t.throwsAsync(
		machine.gateway(t).connect({...machine.target, privateKeyPath: join(machine.folder, 'nothing')}, silently),
		{instanceOf: ActionError},
	);
	t.is(missing.explanation.code, 'ssh.keyMissing');
	t.is(machine.connections, 0);
});

test('a run that is stopped while it waits for SSH ends at once', async t => {
	const machine = await TestMachine.start(t);
	machine.stop();
	const abort = new AbortController();
	const connecting = gatewayTo(t, 1, {heartbeat: 50}).connect(machine.target, {
		signal: abort.signal,
		say: () => abort.abort(),
		deadlineSeconds: 600,
	});
	await t.throwsAsync(connecting, {name: 'AbortError'});
});

test('a gateway that is closed while it connects leaves nothing open', async t => {
	const machine = await TestMachine.start(t);
	machine.stop();
	const gateway = gatewayTo(t, 1, {heartbeat: 50});
	await t.throwsAsync(gateway.connect(machine.target, {signal, say: () => gateway.close(), deadlineSeconds: 600}), {name: 'AbortError'});
});
