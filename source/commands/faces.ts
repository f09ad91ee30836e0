import {randomUUID} from 'node:crypto';
import {dirname, resolve} from 'node:path';
import type {Flags} from '../command-line/flags.ts';
import {chooseFace, openFace} from '../reporters/choose.ts';
import {defaultLogFile, LogFile, requireLogFile} from '../reporters/log-file.ts';
import {watchDebug} from '../reporters/debug.ts';
import {columnsOf} from '../terminal/columns.ts';
import type {RunFaces} from '../programs/faces.ts';
import {paint} from '../terminal/paint.ts';
import type {Reporter} from '../reporters/reporter.ts';
import {chooseSymbols, spokenSymbols} from '../terminal/symbols.ts';
import {Bus} from '../runner/bus.ts';
import type {WizardOptions} from '../wizard/index.tsx';
import type {LineStyle} from '../reporters/inventory.ts';
import type {Prompter} from '../wizard/prompter.ts';

export interface Faces extends RunFaces {
	/** Whether there is somebody who can be asked before the run. Without, `--yes` must have confirmed it. */
	asks: boolean;
	wizard<Result>(
		options: Pick<WizardOptions<Result>, 'form' | 'given' | 'overridden' | 'openSource' | 'whenShown'>,
	): Promise<Result | 'quit'>;
	/** Single questions, for commands without screens. */
	prompts(): Promise<Prompter>;
	/** Says lines before the run, where a person or a log reads them. */
	tell(describe: (style: LineStyle) => string[]): void;
	/** The log file alone, for commands that draw nothing; a failure of it is reported once. */
	log(onFailure: (sentence: string) => void): Reporter;
}

/** How this terminal and these flags want to be spoken to. Nothing is drawn yet. Throws a UsageError for a log file that can't be written. */
export function openFaces(flags: Flags): Faces {
	const {env: environment, stdin, stdout, stderr} = process;
	const face = chooseFace(
		{json: Boolean(flags.json), plain: Boolean(flags.plain), accessible: Boolean(flags.accessible)},
		environment,
		stdout,
	);
	const named = flags['log-file'];
	if (named !== undefined) {
		requireLogFile(named);
	}

	const logFile = named ?? defaultLogFile(new Date());
	if (flags.debug) {
		const log = new LogFile(logFile, sentence => stderr.write(`${sentence}\n`));
		const bus = new Bus(randomUUID());
		bus.subscribe(event => log.handle(event));
		watchDebug(event => bus.emit(event));
	}

	return {
		asks: !flags.yes && (face === 'accessible' || (face !== 'ndjson' && stdin.isTTY && stdout.isTTY)),
		async wizard(options) {
			if (face !== 'checklist') {
				const {runAccessible} = await import('../wizard/accessible.ts');
				return runAccessible(options);
			}

			const {runWizard} = await import('../wizard/index.tsx');
			return runWizard(options);
		},
		async prompts() {
			if (face !== 'checklist') {
				const {openSpokenPrompts} = await import('../wizard/accessible/prompts.ts');
				return openSpokenPrompts(stdin, stdout);
			}

			const {openPrompts} = await import('../wizard/prompts.ts');
			return openPrompts(stdin, stdout);
		},
		tell(describe) {
			if (face !== 'ndjson') {
				const columns = columnsOf(stdout);
				stdout.write(`${describe({columns, spoken: face === 'accessible'}).join('\n')}\n`);
			}
		},
		show(describe) {
			if (face !== 'ndjson') {
				const columns = columnsOf(stdout);
				const symbols = face === 'accessible' ? spokenSymbols : chooseSymbols(environment, process.platform);
				stdout.write(
					`${describe({columns, symbols})
						.map(line => paint(line, stdout))
						.join('\n')}\n`,
				);
			}
		},
		log: onFailure => new LogFile(logFile, onFailure),
		async record(event) {
			const shown = face === 'ndjson' ? [await openFace(face, {stdin, stdout, stderr}, environment, logFile)] : [];
			const readers = [...shown, new LogFile(logFile, sentence => stderr.write(`${sentence}\n`))];
			const bus = new Bus(randomUUID());
			for (const reader of readers) {
				bus.subscribe(stamped => reader.handle(stamped));
			}

			bus.emit(event);
			await Promise.all(readers.map(async reader => reader.close()));
		},
		logFolder: dirname(resolve(logFile)),
		async reporters() {
			const log = new LogFile(logFile, sentence => shown.notice?.(sentence));
			const shown = await openFace(face, {stdin, stdout, stderr}, environment, log.canBeWritten() ? logFile : undefined);
			return [shown, log];
		},
	};
}
