import type {ReadStream, WriteStream} from 'node:tty';
import type {Reporter} from './reporter.ts';
import {columnsOf} from '../terminal/columns.ts';
import {chooseSymbols, spokenSymbols} from '../terminal/symbols.ts';

export type Face = 'checklist' | 'plain' | 'accessible' | 'ndjson';

export interface FaceWishes {
	json: boolean;
	plain: boolean;
	accessible: boolean;
}

export interface Streams {
	stdin: ReadStream;
	stdout: WriteStream;
	stderr: WriteStream;
}

/** What the flags wish for; without a wish the checklist where a terminal can draw it, plain lines otherwise. */
export function chooseFace(wishes: FaceWishes, environment: NodeJS.ProcessEnv, stdout: Pick<WriteStream, 'isTTY'>): Face {
	if (wishes.json) {
		return 'ndjson';
	}

	if (wishes.accessible) {
		return 'accessible';
	}

	const drawable = stdout.isTTY && environment['TERM'] !== 'dumb' && !isCi(environment);
	return wishes.plain || !drawable ? 'plain' : 'checklist';
}

function isCi(environment: NodeJS.ProcessEnv): boolean {
	return Boolean(environment['CI']) && environment['CI'] !== 'false' && environment['CI'] !== '0';
}

/** Opens a face. Only the checklist loads Ink. */
export async function openFace(face: Face, streams: Streams, environment: NodeJS.ProcessEnv, logFile?: string): Promise<Reporter> {
	const {stdin, stdout, stderr} = streams;
	const symbols = chooseSymbols(environment, process.platform);
	const logged = logFile === undefined ? {} : {logFile};
	switch (face) {
		case 'ndjson': {
			const {NdjsonReporter} = await import('./ndjson.ts');
			return new NdjsonReporter(stdout, stderr);
		}

		case 'checklist': {
			const {ChecklistReporter} = await import('./checklist/reporter.tsx');
			// In raw mode Ctrl+C is a key, not a signal: it is emitted as the signal is.
			const interrupt = () => void process.emit('SIGINT', 'SIGINT');
			return new ChecklistReporter({output: stdout, input: stdin, environment, symbols, interrupt, ...logged});
		}

		case 'plain':
		case 'accessible': {
			const [{PlainReporter}, {signs, spoken}] = await Promise.all([import('./plain.ts'), import('../terminal/wording.ts')]);
			const wording = face === 'accessible' ? spoken : signs(symbols);
			const columns = columnsOf(stdout);
			// A screen reader's operator answers in lines, also through a pipe; a log has nobody to ask.
			const asks = face === 'accessible' || stdin.isTTY;
			return new PlainReporter({
				output: stdout,
				wording,
				summary: {columns, symbols: face === 'accessible' ? spokenSymbols : symbols, ...logged},
				...(asks && {input: stdin}),
				// A screen reader gets whole sentences.
				...(face === 'plain' && stdout.isTTY && {columns: stdout.columns}),
			});
		}
	}
}
