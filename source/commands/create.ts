import type {Arguments} from '../answers/arguments.ts';
import type {CompleteOptions} from '../answers/complete.ts';
import {deploymentForm} from '../answers/finish.ts';
import {gatherGiven} from '../answers/given.ts';
import type {Handover} from '../answers/standing.ts';
import type {Choices} from '../deployment/choices.ts';
import {exitCodes} from '../errors/kinds.ts';
import {readOverrides} from '../preflight/overrides.ts';
import {openFaces} from './faces.ts';
import {unlessInterrupted} from './interrupt.ts';
import type {Worlds} from './worlds.ts';

/**
 * First-time setup and repair: answers, then one walk that makes everything right. What the walk needs is loaded behind the
 * first question. Returns the exit code, or what the operator wants to do instead with a deployment that stands.
 */
export async function create(parsed: Arguments, worlds: Worlds): Promise<number | Handover> {
	const overridden = readOverrides(parsed.flags.override ?? '');
	const faces = openFaces(parsed.flags);
	const given = await gatherGiven(parsed, process.env);
	const {open: openWorld, preload: whenShown} = worlds;
	const answered = faces.asks
		? await faces.wizard({form: deploymentForm, given, overridden, openWorld, whenShown})
		: {choices: await unlessInterrupted(complete({given, openWorld})), overridden};
	if (answered === 'quit') {
		return exitCodes.cancelled;
	}

	if ('action' in answered) {
		return answered;
	}

	const {setUp} = await import('./setup.ts');
	return setUp({
		...answered,
		world: await worlds.open(answered.choices.target),
		asks: faces.asks,
		confirmed: faces.asks || Boolean(parsed.flags.yes),
		faces,
	});
}

async function complete(options: CompleteOptions): Promise<Choices> {
	const {complete: answerAll} = await import('../answers/complete.ts');
	return answerAll(options);
}
