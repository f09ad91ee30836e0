import {helpText, verbHelp} from '../../command-line/help.ts';
import {exitCodes} from '../../errors/kinds.ts';
import type {RunVerb} from '../verb.ts';

/** Prints the help of one verb, or of all. */
export const run: RunVerb = async ({positional}, {verbs}) => {
	const verb = verbs.find(({name}) => name === positional);
	const columns = process.stdout.columns || undefined;
	process.stdout.write(verb ? verbHelp(verb, columns) : helpText(verbs, columns));
	return exitCodes.done;
};
