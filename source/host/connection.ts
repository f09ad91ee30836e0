import {connect as connectSocket} from 'node:net';
import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';
import {stripVTControlCharacters} from 'node:util';
import type {NodeSSH} from 'node-ssh';
import type {Authentication} from './authentication.ts';
import {forUser} from './commands.ts';
import type {HostTarget} from './gateway.ts';
import {hostKeyAlgorithms, keyBlob, wrongHostKey} from './host-key.ts';
import type {HostTiming} from './timing.ts';
import {commandChannel, type CommandMessage} from '../errors/debug-channels.ts';
import {ExternalError} from '../errors/kinds.ts';

export interface RunOptions {
	signal: AbortSignal;
	stdin?: string | Buffer;
	onLine?(line: string): void;
}

export interface StreamOptions {
	signal: AbortSignal;
	terminal: boolean;
	output(line: string): void;
	problem(line: string): void;
}

export interface RunResult {
	/** Exit code; null when the connection ended first. */
	code: number | null;
	stdout: string;
	stderr: string;
}

/** One SSH connection to the machine. */
export class Connection {
	private constructor(
		readonly ssh: NodeSSH,
		readonly user: string,
	) {}

	/**
	 * One attempt. The host key is compared before anything is sent: another one is an ActionError.
	 * Every other failure is thrown as the library's own error, for `sshFailure` to read.
	 */
	static async open(
		target: HostTarget,
		place: {host: string; port: number},
		authentication: Authentication,
		timing: HostTiming,
		signal: AbortSignal,
	): Promise<Connection> {
		const {NodeSSH} = await import('node-ssh');
		signal.throwIfAborted();
		const expected = keyBlob(target.hostKey);
		let shown: Buffer | undefined;
		const ssh = new NodeSSH();
		const socket = connectSocket({...place, signal, keepAlive: true, noDelay: true});
		try {
			await ssh.connect({
				host: place.host,
				sock: socket,
				username: target.user,
				...authentication,
				authHandler: ['agent' in authentication ? 'agent' : 'publickey'],
				algorithms: {serverHostKey: {prepend: hostKeyAlgorithms(target.hostKey), append: [], remove: []}},
				hostVerifier(key: Buffer) {
					shown = key;
					return key.equals(expected);
				},
				readyTimeout: timing.attempt,
				keepaliveInterval: timing.keepalive,
				keepaliveCountMax: 3,
			});
		} catch (error) {
			socket.destroy();
			signal.throwIfAborted();
			throw shown && !shown.equals(expected) ? wrongHostKey(`${target.address}:${target.port}`, target.hostKey, shown) : error;
		}

		// A later reset ends every running command; without a listener it would end the process.
		ssh.connection?.on('error', () => {});
		return new Connection(ssh, target.user);
	}

	get alive(): boolean {
		return this.ssh.isConnected();
	}

	/** Runs a command and passes its output on line by line. A lost connection is `code: null`, not an error. */
	async run(command: string, options: RunOptions): Promise<RunResult> {
		options.signal.throwIfAborted();
		const aborted = Promise.withResolvers<never>();
		let closeChannel: (() => void) | undefined;
		const abort = () => {
			closeChannel?.();
			aborted.reject(options.signal.reason);
		};

		options.signal.addEventListener('abort', abort, {once: true});
		const begun = performance.now();
		try {
			const result = await Promise.race([this.#execute(command, options, close => (closeChannel = close)), aborted.promise]);
			reportCommand(command, result.code, begun);
			return result;
		} finally {
			options.signal.removeEventListener('abort', abort);
		}
	}

	/**
	 * Runs a command whose output may be endless: passed on line by line, and not kept. With `terminal`, the command is
	 * stopped when the connection closes. Returns the exit code; null when the connection ended first.
	 */
	async stream(command: string, {signal, terminal, output, problem}: StreamOptions): Promise<number | null> {
		signal.throwIfAborted();
		const client = this.ssh.connection;
		if (!client) {
			return null;
		}

		const begun = performance.now();
		const {promise, resolve, reject} = Promise.withResolvers<number | null>();
		const reading: Array<Promise<void>> = [];
		client.once('close', () => resolve(null));
		client.exec(forUser(command, this.user), terminal ? {pty: {term: 'dumb', cols: 500}} : {}, (error, channel) => {
			if (error) {
				reject(noChannel(error));
				return;
			}

			let code: number | null = null;
			signal.addEventListener('abort', () => channel.close(), {once: true});
			channel.on('error', () => {});
			channel.on('exit', (exit: number | null) => (code = exit));
			channel.on('close', () => resolve(code));
			reading.push(readLines(channel, output), readLines(channel.stderr, problem));
			channel.end();
		});
		const ended = await promise;
		await Promise.all(reading);
		reportCommand(command, ended, begun);
		signal.throwIfAborted();
		return ended;
	}

	close(): void {
		this.ssh.dispose();
	}

	async #execute(command: string, {stdin, onLine}: RunOptions, onOpen: (close: () => void) => void): Promise<RunResult> {
		try {
			return await this.ssh.execCommand(forUser(command, this.user), {
				...(stdin !== undefined && {stdin: Readable.from([stdin])}),
				noTrim: true,
				onChannel(channel) {
					onOpen(() => channel.close());
					// When the command no longer reads its input, its exit code says why.
					channel.on('error', () => {});
					if (onLine) {
						createInterface({input: channel, crlfDelay: Infinity}).on('line', onLine);
					}
				},
			});
		} catch (error) {
			if (/channel open failure: (?!server closed)|unable to exec/i.test(String(error))) {
				throw noChannel(error);
			}

			// Anything else means that the connection ended, which the library may notice a moment later.
			this.close();
			return {code: null, stdout: '', stderr: String(error)};
		}
	}
}

function reportCommand(command: string, code: number | null, begun: number): void {
	commandChannel.publish({command, code, seconds: (performance.now() - begun) / 1000} satisfies CommandMessage);
}

/** Passes on each line, without control codes; resolves at the end. */
async function readLines(stream: Readable, pass: (line: string) => void): Promise<void> {
	for await (const line of createInterface({input: stream, crlfDelay: Infinity})) {
		pass(stripVTControlCharacters(line));
	}
}

function noChannel(error: unknown): ExternalError {
	return new ExternalError(
		{
			code: 'ssh.noChannel',
			cause: 'SSH is connected, but the machine accepts no more commands.',
			outcome: 'Everything created so far is kept.',
			next: 'Check MaxSessions in the sshd settings of the machine, then run the same command again.',
			evidence: [String(error)],
		},
		{cause: error},
	);
}
