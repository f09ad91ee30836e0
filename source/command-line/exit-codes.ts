import type {exitCodes} from '../errors/kinds.ts';

/** What each exit code means, as help and README say it. */
export const exitCodeMeanings: Record<keyof typeof exitCodes, string> = {
	done: 'Done',
	bug: 'A bug in this tool, or a Node.js that is too old',
	usage: 'An answer is missing or invalid; nothing was changed',
	action: 'Something that you can fix is in the way; the last lines say what',
	external: 'Something outside failed or did not answer',
	cancelled: 'Cancelled by you or by a signal (SIGTERM, SIGHUP)',
};
