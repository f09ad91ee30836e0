import {appendFileSync, mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {logFolder} from '../environment/paths.ts';
import {fileTrouble} from '../errors/file-trouble.ts';
import type {RunEvent} from '../runner/events.ts';
import type {Reporter} from './reporter.ts';

/** Where the log of a run goes when the operator names no file. */
export function defaultLogFile(started: Date): string {
	return join(logFolder, `${started.toISOString().replaceAll(':', '-').slice(0, 19)}.ndjson`);
}

/** Appends every event to a file that only its owner may read. Trouble with the file is told once and never stops the run. */
export class LogFile implements Reporter {
	#told = false;
	#folderMade = false;

	constructor(
		readonly path: string,
		readonly onTrouble: (sentence: string) => void,
	) {}

	/** Whether events will be kept: a file that can't be written is not to be pointed to. */
	canBeWritten(): boolean {
		try {
			mkdirSync(dirname(this.path), {recursive: true, mode: 0o700});
			appendFileSync(this.path, '', {mode: 0o600});
			return true;
		} catch {
			return false;
		}
	}

	/** Written at once: what a killed run did must be in its log. */
	handle(event: RunEvent): void {
		try {
			if (!this.#folderMade) {
				mkdirSync(dirname(this.path), {recursive: true, mode: 0o700});
				this.#folderMade = true;
			}

			appendFileSync(this.path, `${JSON.stringify(event)}\n`, {mode: 0o600});
		} catch (error) {
			if (!this.#told) {
				this.#told = true;
				this.onTrouble(
					`The log file ${this.path} can't be written: ${fileTrouble(error)?.reason ?? String(error)}. The run goes on without it.`,
				);
			}
		}
	}

	async close(): Promise<void> {}
}
