import type {RunVerb} from '../verb.ts';

/** Sets up a virtual machine in Azure, or the machine that `--host` names. */
export const run: RunVerb = async (parsed, context) => {
	const {host} = parsed.flags;
	if (host !== undefined) {
		const {createOnMachine} = await import('./create-on-machine.ts');
		return createOnMachine(parsed, context.backends, host);
	}

	const {create} = await import('./create.ts');
	return create(parsed, context);
};
