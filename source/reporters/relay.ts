import type {Writable} from 'node:stream';
import {LineWriter} from './line-writer.ts';

/** Hands on what a machine prints, and says what is being waited for. */
export interface Relay {
	/** A line of the machine, on stdout. */
	output(line: string): void;
	/** A line of ours, or of the machine's stderr: on stderr, so that a pipe gets the output alone. */
	say(line: string): void;
	/** Settles when every line is out. */
	flush(): Promise<void>;
}

/** A relay to these streams. */
export function openRelay(stdout: Writable, stderr: Writable): Relay {
	const out = new LineWriter(stdout);
	const aside = new LineWriter(stderr);
	return {
		output: line => out.write(line),
		say: line => aside.write(line),
		async flush() {
			await Promise.all([out.flush(), aside.flush()]);
		},
	};
}
