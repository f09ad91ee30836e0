import type {Socket} from 'node:net';
import ssh2, {type AuthContext, type Connection, type ParsedKey, type ServerChannel} from 'ssh2';
import {exitUsage} from '../../host/protocol.ts';
import {isWhole, readInstallation, type Installation} from './installation.ts';
import type {Session, Wasperctl} from './wasperctl.ts';

const stdinLimit = 1024 * 1024;
const stdinDeadline = 30_000;

export interface SshOptions {
	/** OpenSSH PEM. */
	hostKey: string;
	user: string;
	/** Lines of authorized_keys. */
	authorizedKeys: string[];
	/** Called at every login: whether even the right key is rejected this time. */
	refusesKey(): boolean;
	wasperctl: Wasperctl;
}

export interface SshServer {
	/** Serves one connection. */
	accept(socket: Socket): void;
}

/** An SSH server that accepts one user's keys and runs only `wasperctl`. */
export function createSshServer({hostKey, user, authorizedKeys, refusesKey, wasperctl}: SshOptions): SshServer {
	const allowed = authorizedKeys.map(line => ssh2.utils.parseKey(line)).filter(key => !(key instanceof Error)) as ParsedKey[];
	const sockets = new Map<number | undefined, Socket>();

	const server = new ssh2.Server({hostKeys: [hostKey], ident: 'OpenSSH_9.6p1 Ubuntu-3ubuntu13.14'}, (connection, {port}) => {
		connection.on('error', () => {});
		const keys = refusesKey() ? [] : allowed;
		connection.on('authentication', context => authenticate(context, user, keys));
		connection.on('ready', () => serve(connection, user, wasperctl, () => sockets.get(port)?.resetAndDestroy()));
	});

	return {
		accept(socket) {
			const {remotePort} = socket;
			sockets.set(remotePort, socket);
			socket.once('close', () => sockets.delete(remotePort));
			server.injectSocket(socket);
		},
	};
}

function authenticate(context: AuthContext, user: string, allowed: ParsedKey[]): void {
	if (context.method !== 'publickey' || context.username !== user) {
		context.reject(['publickey']);
		return;
	}

	const {key, signature, blob, hashAlgo} = context;
	const match = allowed.find(candidate => candidate.type === key.algo && candidate.getPublicSSH().equals(key.data));
	// Without a signature the client only asks whether this key would do.
	// oxlint-disable-next-line typescript/no-unnecessary-boolean-literal-compare -- `verify` may return an Error, whatever its type says
	if (match && (!signature || (blob && match.verify(blob, signature, hashAlgo) === true))) {
		context.accept();
	} else {
		context.reject(['publickey']);
	}
}

function serve(connection: Connection, user: string, wasperctl: Wasperctl, cut: () => void): void {
	connection.on('session', accept => {
		const opened = accept();
		opened.on('pty', acceptTerminal => acceptTerminal());
		opened.on('exec', (acceptExec, _reject, {command}) => {
			const channel = acceptExec();
			channel.on('error', () => {});
			const session: Session = {
				stdin: async () => readAll(channel),
				out: line => void (channel.writable && channel.write(`${line}\n`)),
				error: line => void (channel.writable && channel.stderr.write(`${line}\n`)),
				gone: new Promise(resolve => channel.once('close', resolve)),
				cut,
			};
			void execute(command, user, wasperctl, session)
				.catch(() => 1)
				.then(code => {
					if (channel.writable) {
						channel.exit(code);
						channel.end();
					}
				});
		});
	});
}

/** Runs a command line as the login shell of the machine would. Returns the exit code. */
async function execute(command: string, user: string, wasperctl: Wasperctl, session: Session): Promise<number> {
	const installation = readInstallation(command);
	if (installation) {
		return install(installation, wasperctl, session);
	}

	const words = (command.match(/'[^']*'|\S+/g) ?? []).map(word => word.replaceAll("'", ''));
	const asksSudo = words[0] === 'sudo';
	const isRoot = asksSudo || user === 'root';
	const [program = '', ...rest] = asksSudo ? words.slice(words[1] === '-n' ? 2 : 1) : words;
	if (program === 'true') {
		return 0;
	}

	if (program !== 'wasperctl' || !wasperctl.isInstalled) {
		session.error(asksSudo ? `sudo: ${program}: command not found` : `bash: line 1: ${program}: command not found`);
		return asksSudo ? 1 : 127;
	}

	if (!isRoot) {
		session.error('wasperctl must be run as root: use sudo.');
		return exitUsage;
	}

	return wasperctl.run(rest, session);
}

async function install(installation: Installation, wasperctl: Wasperctl, session: Session): Promise<number> {
	if (!(await isWhole(await session.stdin(), installation))) {
		session.error('sha256sum: WARNING: 1 computed checksum did NOT match');
		return 1;
	}

	wasperctl.install(installation.version);
	return 0;
}

async function readAll(channel: ServerChannel): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		const timer = setTimeout(() => reject(new Error('standard input did not end')), stdinDeadline).unref();
		channel.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			size += chunk.length;
			if (size > stdinLimit) {
				reject(new Error('too much on standard input'));
			}
		});
		channel.on('end', () => {
			clearTimeout(timer);
			resolve(Buffer.concat(chunks));
		});
	});
}
