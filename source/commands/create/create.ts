import type {Arguments} from '../../command-line/arguments.ts';
import type {CompleteOptions} from '../../answers/complete.ts';
import {deploymentForm} from '../../answers/finish.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import type {NextCommand} from '../../answers/existing.ts';
import type {Choices} from '../../deployment/choices.ts';
import {exitCodes} from '../../errors/kinds.ts';
import {readOverrides} from '../../preflight/overrides.ts';
import {openFaces} from '../faces.ts';
import {existingActions} from './existing-actions.ts';
import {unlessInterrupted} from '../../programs/interrupt.ts';
import type {VerbContext} from '../verb.ts';

/**
 * First-time setup and repair: answers, then one walk that makes everything right. What the walk needs is loaded behind the
 * first question. Returns the exit code, or what the operator wants to do instead with an existing deployment.
 */
export async function create(parsed: Arguments, {backends, verbs}: VerbContext): Promise<number | NextCommand> {
	const overridden = readOverrides(parsed.flags.override ?? '');
	const faces = openFaces(parsed.flags);
	const given = await gatherGiven(parsed, process.env);
	const {open: openSource, preload: whenShown} = backends;
	const answered = faces.asks
		? await faces.wizard({form: deploymentForm(existingActions(verbs)), given, overridden, openSource, whenShown})
		: {choices: await unlessInterrupted(complete({given, openSource})), overridden};
	if (answered === 'quit') {
		return exitCodes.cancelled;
	}

	if ('verb' in answered) {
		return answered;
	}

	const {setUp} = await import('../../programs/setup/setup.ts');
	return setUp({
		...answered,
		backend: await backends.open(answered.choices.target),
		asks: faces.asks,
		confirmed: faces.asks || Boolean(parsed.flags.yes),
		faces,
	});
}

async function complete(options: CompleteOptions): Promise<Choices> {
	const {complete: answerAll} = await import('../../answers/complete.ts');
	return answerAll(options);
}
