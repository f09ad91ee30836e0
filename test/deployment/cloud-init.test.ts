import test from 'ava';
import {cloudInit} from '../../source/deployment/cloud-init.ts';

const hostKey = {publicKey: 'ssh-ed25519 AAAA', privateKey: '-----BEGIN\nline two\n-----END\n'};

function read(text: string): Record<string, unknown> {
	const [first, ...rest] = text.split('\n');
	return {first, ...(JSON.parse(rest.join('\n')) as object)};
}

test('a new machine shows the pinned ed25519 key and no other, and takes no passwords', t => {
	const config = read(cloudInit(hostKey));
	t.is(config['first'], '#cloud-config');
	t.deepEqual(config['ssh_keys'], {ed25519_private: hostKey.privateKey, ed25519_public: hostKey.publicKey});
	t.is(config['ssh_deletekeys'], true);
	t.is(config['ssh_pwauth'], false);
});

test('nothing delays SSH: no packages, no commands, no reboot', t => {
	const config = read(cloudInit(hostKey));
	t.is(config['package_update'], false);
	t.is(config['package_upgrade'], false);
	for (const slow of ['packages', 'runcmd', 'bootcmd', 'power_state', 'apt', 'snap']) {
		t.false(slow in config, slow);
	}
});

test('it stays far below what Azure takes, and has no tabs, which YAML refuses', t => {
	t.true(Buffer.byteLength(cloudInit(hostKey)) < 16_384);
	t.false(cloudInit(hostKey).includes('\t'));
});

test('without the private half no machine is begun', t => {
	t.throws(() => cloudInit({publicKey: hostKey.publicKey}));
});
