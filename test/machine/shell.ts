import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {join} from 'node:path';
import {applyEvent, hostReport, type ApplyEvent, type HostReport, type HostUnit} from '../../source/host/protocol.ts';

export interface Answer {
	code: number;
	stdout: string;
	stderr: string;
}

/** A plain OpenSSH client to one machine, independent of our own gateway. */
export class Shell {
	readonly #arguments: string[];

	constructor(address: string, privateKeyPath: string, knownHosts: string) {
		this.#arguments = [
			'-o',
			'BatchMode=yes',
			'-o',
			'ConnectTimeout=3',
			'-o',
			'LogLevel=ERROR',
			'-o',
			`UserKnownHostsFile=${knownHosts}`,
			'-o',
			'ControlMaster=auto',
			'-o',
			`ControlPath=${join(knownHosts, '..', 'c-%C')}`,
			'-o',
			'ControlPersist=5',
			'-i',
			privateKeyPath,
			`wasperadmin@${address}`,
		];
	}

	/** Runs one command; kills the connection after `seconds`. */
	async run(
		command: string,
		{input = '', seconds = 120}: {input?: string | NodeJS.ReadableStream; seconds?: number} = {},
	): Promise<Answer> {
		const child = spawn('ssh', [...this.#arguments, command], {timeout: seconds * 1000});
		if (typeof input === 'string') {
			child.stdin.end(input);
		} else {
			input.pipe(child.stdin);
		}

		child.stdin.on('error', () => {});
		const [stdout, stderr, [code]] = await Promise.all([
			text(child.stdout),
			text(child.stderr),
			once(child, 'exit') as Promise<[number | null]>,
		]);
		return {code: code ?? -1, stdout, stderr};
	}

	/** As `run`, but a command that fails is an error with its output. */
	async must(command: string, options?: {input?: string | NodeJS.ReadableStream; seconds?: number}): Promise<string> {
		const answer = await this.run(command, options);
		if (answer.code !== 0) {
			throw new Error(`${command}: exit code ${answer.code}\n${answer.stdout}${answer.stderr}`);
		}

		return answer.stdout;
	}

	/** Waits until SSH answers. */
	async answers(seconds = 30): Promise<void> {
		for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline;) {
			// oxlint-disable-next-line no-await-in-loop -- One try after the other.
			const {code} = await this.run('true', {seconds: 5});
			if (code === 0) {
				return;
			}

			// oxlint-disable-next-line no-await-in-loop -- One try after the other.
			await new Promise(resolve => setTimeout(resolve, 200));
		}

		throw new Error(`SSH did not answer within ${seconds} s.`);
	}

	/** Starts to apply a unit and cuts the connection at the first output. */
	async cut(unit: HostUnit, input = ''): Promise<void> {
		const child = spawn('ssh', ['-o', 'ControlPath=none', ...this.#arguments, `sudo wasperctl apply ${unit} --json`], {timeout: 60_000});
		child.stdin.end(input);
		await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
		child.kill('SIGKILL');
	}

	/** Reboots, and waits until the machine answers with another boot id. */
	async reboot(): Promise<void> {
		const bootId = async () => (await this.run('cat /proc/sys/kernel/random/boot_id', {seconds: 5})).stdout.trim();
		const before = await bootId();
		await this.run('sudo systemctl reboot', {seconds: 10});
		for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
			// oxlint-disable-next-line no-await-in-loop -- One try after the other.
			const now = await bootId();
			if (now && now !== before) {
				return;
			}

			// oxlint-disable-next-line no-await-in-loop -- One try after the other.
			await new Promise(resolve => setTimeout(resolve, 300));
		}

		throw new Error('The machine did not come back within a minute.');
	}

	async inspect(): Promise<HostReport> {
		return hostReport.parse(JSON.parse(await this.must('sudo wasperctl inspect --json')));
	}

	/** Applies a unit; returns all events and the exit code. */
	async apply(unit: HostUnit, input = '', options = ''): Promise<{code: number; events: ApplyEvent[]; last: ApplyEvent}> {
		const {code, stdout, stderr} = await this.run(`sudo wasperctl apply ${unit} --json ${options}`, {input, seconds: 300});
		const events = stdout
			.trim()
			.split('\n')
			.filter(Boolean)
			.map(line => applyEvent.parse(JSON.parse(line)));
		const last = events.at(-1);
		if (!last) {
			throw new Error(`apply ${unit} said nothing: exit code ${code}, ${stderr}`);
		}

		return {code, events, last};
	}
}
