import {execFileSync} from 'node:child_process';
import {join} from 'node:path';

const programs = [
	'systemd-nspawn',
	'mmdebstrap',
	'ip',
	'nft',
	'nsenter',
	'losetup',
	'setpriv',
	'pgrep',
	'ssh',
	'jq',
	'pebble',
	'pebble-challtestsrv',
	'openssl',
];

/** Whether a program is on the PATH. */
export function isThere(name: string): boolean {
	try {
		execFileSync('sh', ['-c', `command -v ${name}`], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}

/** Why a machine can't be booted here; nothing when it can. */
export function whyNoMachine(): string | undefined {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) {
		return 'booting a machine needs root on Linux';
	}

	const missing = programs.filter(name => !isThere(name));
	if (missing.length > 0) {
		return `booting a machine needs ${missing.join(', ')} (Debian: systemd-container mmdebstrap iproute2 nftables openssh-client openssl jq pebble)`;
	}

	return execFileSync(join(import.meta.dirname, 'probe.sh'), {encoding: 'utf8', timeout: 30_000}).trim() || undefined;
}
