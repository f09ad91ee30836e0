import pty, {type IPty} from '@lydell/node-pty';
import type {Socket} from 'node:net';
import xterm, {type Terminal} from '@xterm/headless';
import {keys, type Key} from './keys.ts';

export interface ScreenOptions {
	command: string;
	arguments?: string[];
	/** The whole environment; see cleanEnvironment. */
	environment: Record<string, string>;
	folder?: string;
	columns?: number;
	rows?: number;
}

/** What a test gives so that the program is ended with it, passed or failed. */
interface Teardown {
	teardown(end: () => void): void;
}

const longestSilence = 300; // milliseconds after which a key counts as one that draws nothing
// A limit is no assertion: it only ends what hangs, and a busy computer may take its time.
const longestWait = 90; // seconds

/** node-pty closes its end 200 ms after the program has ended, read or not: on a busy computer the last lines would be lost. */
function keepReading(program: IPty): void {
	const {_socket: socket} = program as unknown as {_socket: Socket};
	const destroy = socket.destroy.bind(socket);
	socket.destroy = error => (error || socket.readableEnded ? destroy(error) : socket);
}

/** A program in a real pseudo-terminal, and the screen that it draws, as a person would see it. */
export class Screen {
	/** The exit code, once everything it wrote is on the screen. */
	readonly exited: Promise<number>;
	readonly terminal: Terminal;
	readonly #program: IPty;
	readonly #drawn = new EventTarget();
	#running = true;

	constructor(t: Teardown, options: ScreenOptions) {
		const size = {cols: options.columns ?? 80, rows: options.rows ?? 24};
		this.terminal = new xterm.Terminal({...size, scrollback: 10_000, allowProposedApi: true});
		this.#program = pty.spawn(options.command, options.arguments ?? [], {
			...size,
			name: options.environment['TERM'] ?? 'xterm-256color',
			cwd: options.folder ?? process.cwd(),
			env: options.environment,
		});
		keepReading(this.#program);
		this.#program.onData(data => this.terminal.write(data, () => this.#drawn.dispatchEvent(new Event('drawn'))));
		this.terminal.onData(reply => this.#running && this.#program.write(reply)); // answers to the program's own questions
		this.exited = new Promise(resolve => {
			this.#program.onExit(({exitCode}) => {
				this.terminal.write('', () => {
					this.#running = false;
					this.#drawn.dispatchEvent(new Event('drawn'));
					resolve(exitCode);
				});
			});
		});
		t.teardown(() => this.kill());
	}

	/** Waits until the visible screen matches, and returns it. Fails after `seconds`, or when the program ends without it, and shows the screen. */
	async until(wanted: RegExp | ((screen: string) => boolean), seconds = longestWait): Promise<string> {
		const matches = () => (wanted instanceof RegExp ? wanted.test(this.text()) : wanted(this.text()));
		const deadline = AbortSignal.timeout(seconds * 1000);
		while (!matches()) {
			const problem = deadline.aborted ? `not seen within ${seconds} s` : this.#running ? undefined : 'not seen before the program ended';
			if (problem) {
				throw new Error(`${wanted instanceof RegExp ? wanted.source : 'The wanted screen'}: ${problem}. The screen:\n${this.text()}`);
			}

			await this.#nextDrawing(deadline);
		}

		return this.text();
	}

	/** Types text as one piece, as a fast typist or an unbracketed paste does; returns once the screen has changed. */
	async type(text: string): Promise<void> {
		const drawn = this.#nextDrawing(AbortSignal.timeout(longestSilence));
		this.#program.write(text);
		await drawn;
	}

	/** Presses keys one after another, each only when the one before has been drawn. */
	async press(...names: Key[]): Promise<void> {
		for (const name of names) {
			await this.type(keys[name]);
		}
	}

	/** A bracketed paste. */
	async paste(text: string): Promise<void> {
		await this.type(`\u001B[200~${text}\u001B[201~`);
	}

	resize(columns: number, rows: number): void {
		this.terminal.resize(columns, rows);
		this.#program.resize(columns, rows);
	}

	/** The visible screen, without blanks at line ends and below. */
	text(): string {
		return this.#lines(this.terminal.buffer.active.baseY);
	}

	/** Everything since the start, scrollback included. */
	scrollback(): string {
		return this.#lines(0);
	}

	/** Sends a signal to the program. */
	signal(name: NodeJS.Signals): void {
		this.#program.kill(name);
	}

	/** Ends the program at once, unless it has ended. */
	kill(): void {
		if (this.#running) {
			this.#program.kill('SIGKILL');
		}
	}

	#lines(first: number): string {
		const {active} = this.terminal.buffer;
		const lines = Array.from({length: active.length - first}, (_, row) => active.getLine(first + row)?.translateToString(true) ?? '');
		return lines.join('\n').trimEnd();
	}

	#nextDrawing(deadline: AbortSignal): Promise<void> {
		return new Promise(resolve => {
			const done = () => {
				this.#drawn.removeEventListener('drawn', done);
				deadline.removeEventListener('abort', done);
				resolve();
			};
			if (deadline.aborted) {
				resolve();
				return;
			}

			this.#drawn.addEventListener('drawn', done);
			deadline.addEventListener('abort', done);
		});
	}
}
