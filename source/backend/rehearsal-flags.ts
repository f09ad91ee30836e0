import type {Flags} from '../answers/input/arguments.ts';
import {verbTable} from '../answers/input/options.ts';
import type {RunEvent} from '../runner/events.ts';

const verbs = Object.keys(verbTable).join('|');
/** A command of ours in a sentence, with its verb, or bare where it is to be run; then a flag that says or spares the rest. */
const command = new RegExp(String.raw`(create-wasper-azure (?:${verbs})\b|(?<=\brun )create-wasper-azure\b)( --(?:sandbox|help)\b)?`, 'gi');

/** What each command of a rehearsal must carry to find this one, as it is typed in a shell. */
export function flagsOfRehearsal({'sandbox-state': folder}: Flags): string[] {
	return ['--sandbox', ...(folder === undefined ? [] : ['--sandbox-state', quote(folder)])];
}

/** A sentence whose commands carry these flags, so that they work as typed. What carries them already stays as it is. */
export function asTyped(sentence: string, flags: readonly string[]): string {
	return sentence.replaceAll(command, (typed, bare: string, said?: string) => (said === undefined ? [bare, ...flags].join(' ') : typed));
}

/** An event whose next steps carry these flags. */
export function eventAsTyped(event: RunEvent, flags: readonly string[]): RunEvent {
	if (event.type === 'run.finished' && event.summary) {
		return {...event, summary: {...event.summary, next: event.summary.next.map(sentence => asTyped(sentence, flags))}};
	}

	return 'error' in event && event.error?.next !== undefined
		? {...event, error: {...event.error, next: asTyped(event.error.next, flags)}}
		: event;
}

function quote(word: string): string {
	return /^[\w./~:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
