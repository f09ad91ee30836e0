import type {RunVerb} from '../verb.ts';
import type {flags} from './flags.ts';

/** Plans a deployment in Azure, or the setup of the machine that `--host` names. */
export const run: RunVerb<typeof flags> = async (parsed, context) => {
	const {host} = parsed.flags;
	if (host !== undefined) {
		const {planOnMachine} = await import('./plan-on-machine.ts');
		return planOnMachine(parsed, context, host);
	}

	const {plan} = await import('./plan.ts');
	return plan(parsed, context);
};
