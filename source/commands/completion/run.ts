import {completionScript} from '../../command-line/completion/completion.ts';
import {exitCodes} from '../../errors/kinds.ts';
import type {Shell} from '../../command-line/completion/shells.ts';
import type {RunVerb} from '../verb.ts';

/** Prints the script; the command line has refused every other shell. */
export const run: RunVerb = async ({positional}, {verbs}) => {
	process.stdout.write(completionScript(positional as Shell, verbs));
	return exitCodes.done;
};
