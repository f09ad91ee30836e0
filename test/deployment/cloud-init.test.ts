import {readFile} from 'node:fs/promises';
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

test('nothing comes before SSH: no commands, no upgrade, no reboot; packages come when it answers', t => {
	const config = read(cloudInit(hostKey));
	t.is(config['package_upgrade'], false);
	for (const slow of ['runcmd', 'bootcmd', 'power_state', 'package_reboot_if_required', 'apt', 'snap']) {
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

test('the head start is on the packages of the base unit, so that nothing is fetched twice or for nothing', async t => {
	const unit = await readFile(new URL('../../assets/host/lib/unit-base.sh', import.meta.url), 'utf8');
	const packages = /^base_packages=\((?<names>.*)\)$/m.exec(unit)?.groups?.['names']?.split(' ');
	t.deepEqual(read(cloudInit(hostKey))['packages'], packages);
});
