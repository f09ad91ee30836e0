import type {Flags} from '../command-line/flags.ts';
import type {RunEvent} from '../runner/events.ts';

/** Rewrites a sentence so that the commands of ours in it work as typed. */
export type AsTyped = (sentence: string) => string;

/** What each command of a rehearsal must carry to find this one, as it is typed in a shell. */
export function flagsOfRehearsal({'sandbox-state': folder}: Pick<Flags, 'sandbox-state'>): string[] {
	return ['--sandbox', ...(folder === undefined ? [] : ['--sandbox-state', quote(folder)])];
}

/**
 * Adds flags to every command of ours in a sentence: one with its verb, or bare behind “run”.
 * A command that carries them already, or asks for help, stays as it is.
 */
export function addFlags(verbs: readonly string[], flags: readonly string[]): AsTyped {
	const command = new RegExp(
		String.raw`(create-wasper-azure (?:${verbs.join('|')})\b|(?<=\brun )create-wasper-azure\b)( --(?:sandbox|help)\b)?`,
		'gi',
	);
	return sentence =>
		sentence.replaceAll(command, (typed, bare: string, said?: string) => (said === undefined ? [bare, ...flags].join(' ') : typed));
}

/** An event whose next steps work as typed. */
export function eventAsTyped(event: RunEvent, asTyped: AsTyped): RunEvent {
	if (event.type === 'run.finished' && event.summary) {
		return {...event, summary: {...event.summary, next: event.summary.next.map(sentence => asTyped(sentence))}};
	}

	return 'error' in event && event.error?.next !== undefined ? {...event, error: {...event.error, next: asTyped(event.error.next)}} : event;
}

function quote(word: string): string {
	return /^[\w./~:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
