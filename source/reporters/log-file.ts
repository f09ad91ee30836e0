import {appendFileSync, closeSync, constants, lstatSync, openSync, statfsSync, unlinkSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {makeFolder} from '../environment/make-folder.ts';
import {logFolder} from '../environment/paths.ts';
import {fileFailure} from '../errors/file-failure.ts';
import {UsageError} from '../errors/kinds.ts';
import type {RunEvent} from '../runner/events.ts';
import type {Reporter} from './reporter.ts';

/** Where the log of a run goes when the operator names no file. */
export function defaultLogFile(started: Date): string {
	return join(logFolder, `${started.toISOString().replaceAll(':', '-').slice(0, 19)}.ndjson`);
}

/** Throws a UsageError unless a log can be kept at the place that the operator named. */
export function requireLogFile(path: string): void {
	const problem = problemWith(path);
	if (problem !== undefined) {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: `--log-file: ${path} can't be used: ${problem}.`,
			outcome: 'Nothing was changed.',
			next: 'Name another file with --log-file, or leave it out.',
		});
	}
}

/** Why no log can be kept there, found out without waiting for anybody or leaving anything; undefined when one can. */
function problemWith(path: string): string | undefined {
	try {
		makeFolder(dirname(resolve(path)));
		// Without O_NONBLOCK a pipe that nobody reads would be waited for.
		const isNew = lstatSync(path, {throwIfNoEntry: false}) === undefined;
		closeSync(openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK, 0o600));
		const {blocks, bavail} = statfsSync(path);
		if (isNew) {
			unlinkSync(path);
		}

		return blocks > 0 && bavail === 0 ? 'the disk is full' : undefined;
	} catch (error) {
		// Its folder is there by now.
		const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
		return missing ? 'nothing can be created there' : (fileFailure(error)?.reason ?? String(error));
	}
}

/** Appends every event to a file that only its owner may read. A failure is reported once and never stops the run. */
export class LogFile implements Reporter {
	#reported = false;
	#folderCreated = false;

	constructor(
		readonly path: string,
		readonly onFailure: (sentence: string) => void,
	) {}

	/** Whether events will be kept: a file that can't be written is not named on the screen. */
	canBeWritten(): boolean {
		return problemWith(this.path) === undefined;
	}

	/** Written at once: what a killed run did must be in its log. */
	handle(event: RunEvent): void {
		try {
			if (!this.#folderCreated) {
				makeFolder(dirname(resolve(this.path)));
				this.#folderCreated = true;
			}

			appendFileSync(this.path, `${JSON.stringify(event)}\n`, {mode: 0o600});
		} catch (error) {
			if (!this.#reported) {
				this.#reported = true;
				this.onFailure(
					`The log file ${this.path} can't be written: ${fileFailure(error)?.reason ?? String(error)}. The run goes on without it.`,
				);
			}
		}
	}

	async close(): Promise<void> {}
}
