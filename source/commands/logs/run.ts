import {operation} from '../machine/operate.ts';
import type {flags} from './flags.ts';

/** The log, as the machine prints it. */
export const run = operation<typeof flags>('logs', {
	words: ({positional, flags: {follow, since, grep}}) => [
		...(positional === undefined ? [] : [positional]),
		...(follow ? ['--follow'] : []),
		...(since === undefined ? [] : ['--since', since]),
		...(grep === undefined ? [] : ['--grep', grep]),
	],
	endless: ({flags: {follow}}) => Boolean(follow),
});
