import type {WriteStream} from 'node:tty';
import {LineWriter} from '../terminal/line-writer.ts';
import {hangLine, wrapLine} from '../terminal/wrap.ts';

/** Hands on what a machine prints, and says what is being waited for. */
export interface Relay {
	/** A line of the machine, on stdout. */
	output(line: string): void;
	/** A line of ours, or of the machine's stderr: on stderr, so that a pipe gets the output alone. */
	say(line: string): void;
	/** Settles when every line is out. */
	flush(): Promise<void>;
}

/** A relay to these streams. A terminal gets our own lines, and a machine's `columned` ones, broken between words. */
export function openRelay(stdout: WriteStream, stderr: WriteStream, columned: boolean): Relay {
	const out = new LineWriter(stdout);
	const aside = new LineWriter(stderr);
	const write = (writer: LineWriter, lines: readonly string[]) => {
		for (const line of lines) {
			writer.write(line);
		}
	};
	return {
		output: line => write(out, columned && stdout.isTTY ? hangLine(line, stdout.columns - 1) : [line]),
		say: line => write(aside, stderr.isTTY ? wrapLine(line, stderr.columns - 1) : [line]),
		async flush() {
			await Promise.all([out.flush(), aside.flush()]);
		},
	};
}
