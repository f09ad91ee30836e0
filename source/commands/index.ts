import type {Arguments} from '../answers/input/arguments.ts';
import type {Answered} from '../answers/answers.ts';
import type {NextCommand} from '../answers/existing.ts';
import {Backends} from '../backend/backends.ts';

/** Runs the verb that was asked for; returns the exit code. Each verb loads only what it needs. */
export async function runCommand(parsed: Arguments): Promise<number> {
	const backends = new Backends(parsed);
	try {
		return await runVerb(parsed, backends);
	} catch (error) {
		throw backends.reword(error);
	} finally {
		await backends.close();
	}
}

/** The same in backends that stay open, for who was signed in there by the wizard. */
async function runVerb(parsed: Arguments, backends: Backends, known?: Partial<Answered>): Promise<number> {
	switch (parsed.verb) {
		case 'create': {
			const {host} = parsed.flags;
			if (host !== undefined) {
				const {createOnMachine} = await import('./create/create-on-machine.ts');
				return createOnMachine(parsed, backends, host);
			}

			const {create} = await import('./create/create.ts');
			const done = await create(parsed, backends);
			return typeof done === 'number' ? done : onNextCommand(done, parsed, backends);
		}

		case 'plan': {
			const {plan} = await import('./plan/plan.ts');
			return plan(parsed, backends);
		}

		case 'apply': {
			const {apply} = await import('./apply/apply.ts');
			return apply(parsed, backends);
		}

		case 'teardown': {
			const {teardown} = await import('./teardown/teardown.ts');
			return teardown(parsed, backends, known);
		}

		default: {
			const {operate} = await import('./machine/operate.ts');
			return operate(parsed, parsed.verb, backends, known);
		}
	}
}

/** Goes on with another command for the deployment that was chosen in the wizard. */
async function onNextCommand({action, answers, known}: NextCommand, parsed: Arguments, backends: Backends): Promise<number> {
	const given = {...parsed.given, answers: {...parsed.given.answers, ...answers}};
	return runVerb({...parsed, verb: action, given}, backends, known);
}
