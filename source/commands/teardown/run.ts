import type {RunVerb} from '../verb.ts';

/** Removes a deployment in Azure, or Wasper from the machine that `--host` names. */
export const run: RunVerb = async (parsed, context) => {
	const {host} = parsed.flags;
	if (host !== undefined) {
		const {teardownOnMachine} = await import('./teardown-on-machine.ts');
		return teardownOnMachine(parsed, context.backends, host);
	}

	const {teardown} = await import('./teardown.ts');
	return teardown(parsed, context);
};
