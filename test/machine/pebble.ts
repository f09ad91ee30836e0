import {execFile} from 'node:child_process';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {get} from 'node:https';
import {connect} from 'node:net';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {end, spawnBound} from './bound.ts';
import {scratch, shortPaths} from './scratch.ts';

const run = promisify(execFile);

export interface Authority {
	/** Its ACME directory. */
	directory: string;
	/** `host:port` of the DNS server that it and everything else in the test uses. */
	dnsServer: string;
	/** PEM of the root that signs its HTTPS server. */
	httpsRoot: string;
	/** PEM of the root that signs what it issues. */
	issuingRoot(): Promise<string>;
	/** Changes the DNS answer for a name; no addresses delete the record. */
	setAddresses(name: string, kind: 'A' | 'AAAA', addresses: string[]): Promise<void>;
	stop(): Promise<void>;
}

/** Let's Encrypt's own test server (Debian package `pebble`) and its DNS server, at `address`; `name` points at `target`. */
export async function startAuthority(address: string, target: string): Promise<Authority> {
	const folder = await scratch('pebble', shortPaths);
	const path = (name: string) => join(folder, name);
	await run('openssl', [
		'req',
		'-x509',
		'-newkey',
		'ec',
		'-pkeyopt',
		'ec_paramgen_curve:prime256v1',
		'-nodes',
		'-days',
		'2',
		'-subj',
		'/CN=Test authority',
		'-addext',
		`subjectAltName=IP:${address}`,
		'-keyout',
		path('key.pem'),
		'-out',
		path('cert.pem'),
	]);
	await writeFile(
		path('pebble.json'),
		JSON.stringify({
			pebble: {
				listenAddress: `${address}:14000`,
				managementListenAddress: `${address}:15000`,
				certificate: path('cert.pem'),
				privateKey: path('key.pem'),
				httpPort: 80,
				tlsPort: 443,
				ocspResponderURL: '',
				externalAccountBindingRequired: false,
			},
		}),
	);
	const children = [
		spawnBound(
			'pebble-challtestsrv',
			[
				'-http01',
				'',
				'-https01',
				'',
				'-tlsalpn01',
				'',
				'-dns01',
				`${address}:8053`,
				'-management',
				`${address}:8055`,
				'-defaultIPv4',
				target,
				'-defaultIPv6',
				'',
			],
			{stdio: 'ignore'},
		),
		spawnBound('pebble', ['-config', path('pebble.json'), '-dnsserver', `${address}:8053`], {
			stdio: 'ignore',
			env: {...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0'},
		}),
	];
	await Promise.all([8053, 8055, 14000, 15000].map(async port => untilOpen(address, port))).catch(async (error: unknown) => {
		await Promise.all(children.map(end));
		throw error;
	});
	const httpsRoot = await readFile(path('cert.pem'), 'utf8');
	return {
		directory: `https://${address}:14000/dir`,
		dnsServer: `${address}:8053`,
		httpsRoot,
		issuingRoot: async () => fetchText(`https://${address}:15000/roots/0`, httpsRoot),
		async setAddresses(name, kind, addresses) {
			const change = async (verb: 'clear' | 'add') => {
				const answer = await fetch(`http://${address}:8055/${verb}-${kind.toLowerCase()}`, {
					method: 'POST',
					body: JSON.stringify({host: `${name}.`, addresses}),
					signal: AbortSignal.timeout(5000),
				});
				if (!answer.ok) {
					throw new Error(`The DNS server answered ${answer.status}.`);
				}
			};
			// It gives an address again that it has already.
			await change('clear');
			if (addresses.length > 0) {
				await change('add');
			}
		},
		async stop() {
			await Promise.all(children.map(end));
			await rm(folder, {recursive: true});
		},
	};
}

async function untilOpen(host: string, port: number): Promise<void> {
	for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
		const socket = connect(port, host);
		// oxlint-disable-next-line no-await-in-loop -- One try after the other.
		const open = await new Promise<boolean>(resolve => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)));
		socket.destroy();
		if (open) {
			return;
		}

		// oxlint-disable-next-line no-await-in-loop -- One try after the other.
		await new Promise(resolve => setTimeout(resolve, 50));
	}

	throw new Error(`Nothing listens at ${host}:${port}; is Debian's package "pebble" installed?`);
}

async function fetchText(url: string, ca: string): Promise<string> {
	return new Promise((resolve, reject) => {
		get(url, {ca, timeout: 5000}, answer => {
			let text = '';
			answer
				.setEncoding('utf8')
				.on('data', (part: string) => {
					text += part;
				})
				.once('end', () => resolve(text));
		}).once('error', reject);
	});
}
