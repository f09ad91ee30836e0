import type {NextCommand} from '../answers/existing.ts';
import {Backends} from '../backend/backends.ts';
import type {Arguments} from '../command-line/arguments.ts';
import type {VerbContext} from './verb.ts';
import {verbs} from './verbs.ts';

/** Runs the verb that was asked for; returns the exit code. Each verb loads only what it needs. */
export async function runCommand(parsed: Arguments): Promise<number> {
	const backends = new Backends(
		parsed,
		verbs.map(({name}) => name),
	);
	try {
		return await runVerb(parsed, {backends, verbs});
	} catch (error) {
		throw backends.reword(error);
	} finally {
		await backends.close();
	}
}

/** The verb, and then the command that the operator chose there instead, in backends that stay open. */
async function runVerb(parsed: Arguments, context: VerbContext): Promise<number> {
	const verb = verbs.find(({name}) => name === parsed.verb);
	if (!verb) {
		throw new Error(`no verb ${parsed.verb}`);
	}

	const run = await verb.load();
	const done = await run(parsed, context);
	return typeof done === 'number' ? done : runVerb(withAnswers(parsed, done), {...context, known: done.known});
}

/** The command line of another verb for the deployment that was chosen in the wizard. */
function withAnswers(parsed: Arguments, {verb, answers}: NextCommand): Arguments {
	return {...parsed, verb, given: {...parsed.given, answers: {...parsed.given.answers, ...answers}}};
}
