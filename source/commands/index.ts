import type {Arguments} from '../answers/arguments.ts';
import type {HandedOver} from './handed-over.ts';

/** Runs the verb that was asked for; returns the exit code. Each verb loads only what it needs. */
export async function runCommand(parsed: Arguments, handedOver?: HandedOver): Promise<number> {
	switch (parsed.verb) {
		case 'create': {
			const {host} = parsed.flags;
			if (host !== undefined) {
				const {createOnMachine} = await import('./create-on-machine.ts');
				return createOnMachine(parsed, host);
			}

			const {create} = await import('./create.ts');
			return create(parsed);
		}

		case 'plan': {
			const {plan} = await import('./plan.ts');
			return plan(parsed);
		}

		case 'apply': {
			const {apply} = await import('./apply.ts');
			return apply(parsed);
		}

		case 'teardown': {
			const {teardown} = await import('./teardown.ts');
			return teardown(parsed, handedOver);
		}

		default: {
			const {operate} = await import('./operate.ts');
			return operate(parsed, parsed.verb, handedOver);
		}
	}
}
