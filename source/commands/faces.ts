import type {Flags} from '../answers/arguments.ts';
import type {Choices} from '../deployment/choices.ts';
import {chooseFace, openFace} from '../reporters/choose.ts';
import {defaultLogFile, LogFile} from '../reporters/log-file.ts';
import type {Reporter} from '../reporters/reporter.ts';
import type {WizardOptions} from '../wizard/index.tsx';

export interface Faces {
	/** Whether there is somebody who can be asked before the run. Without, `--yes` must have confirmed it. */
	asks: boolean;
	wizard(options: Pick<WizardOptions, 'given' | 'openWorld'>): Promise<Choices | 'quit'>;
	/** The face that the operator sees, first, then the log file. */
	reporters(): Promise<Reporter[]>;
}

/** How this terminal and these flags want to be spoken to. Nothing is drawn yet. */
export function openFaces(flags: Flags): Faces {
	const {env: environment, stdin, stdout, stderr} = process;
	const face = chooseFace(
		{json: Boolean(flags.json), plain: Boolean(flags.plain), accessible: Boolean(flags.accessible)},
		environment,
		stdout,
	);
	const logFile = flags['log-file'] ?? defaultLogFile(new Date());
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
		async reporters() {
			const shown = await openFace(face, {stdin, stdout, stderr}, environment, logFile);
			return [shown, new LogFile(logFile, sentence => shown.notice?.(sentence))];
		},
	};
}
