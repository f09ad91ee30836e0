import type {Arguments} from '../answers/arguments.ts';
import type {Settled} from '../answers/answers.ts';
import type {Handover} from '../answers/standing.ts';
import {Worlds} from './worlds.ts';

/** Runs the verb that was asked for; returns the exit code. Each verb loads only what it needs. */
export async function runCommand(parsed: Arguments): Promise<number> {
	const worlds = new Worlds(parsed);
	try {
		return await runVerb(parsed, worlds);
	} catch (error) {
		throw worlds.reword(error);
	} finally {
		await worlds.close();
	}
}

/** The same in worlds that stay open, for who was signed in there by the wizard. */
async function runVerb(parsed: Arguments, worlds: Worlds, known?: Settled): Promise<number> {
	switch (parsed.verb) {
		case 'create': {
			const {host} = parsed.flags;
			if (host !== undefined) {
				const {createOnMachine} = await import('./create-on-machine.ts');
				return createOnMachine(parsed, worlds, host);
			}

			const {create} = await import('./create.ts');
			const done = await create(parsed, worlds);
			return typeof done === 'number' ? done : handOver(done, parsed, worlds);
		}

		case 'plan': {
			const {plan} = await import('./plan.ts');
			return plan(parsed, worlds);
		}

		case 'apply': {
			const {apply} = await import('./apply.ts');
			return apply(parsed, worlds);
		}

		case 'teardown': {
			const {teardown} = await import('./teardown.ts');
			return teardown(parsed, worlds, known);
		}

		default: {
			const {operate} = await import('./operate.ts');
			return operate(parsed, parsed.verb, worlds, known);
		}
	}
}

/** Goes on with another command for the deployment that was chosen in the wizard. */
async function handOver({action, answers, known}: Handover, parsed: Arguments, worlds: Worlds): Promise<number> {
	const given = {...parsed.given, answers: {...parsed.given.answers, ...answers}};
	return runVerb({...parsed, verb: action, given}, worlds, known);
}
