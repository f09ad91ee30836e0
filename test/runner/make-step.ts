import {handle} from '../../source/steps/handle.ts';
import type {AnyStep, OnMachine} from '../../source/steps/step.ts';

/** A step whose result others need under its id; right and without work unless given otherwise. */
export function makeStep<Scope extends OnMachine>(
	id: string,
	{needs = [], ...work}: Partial<Omit<AnyStep<Scope>, 'needs'>> & {needs?: readonly string[]} = {},
): AnyStep<Scope> {
	return {
		id,
		plane: 'azure',
		title: `Thing ${id}`,
		gives: handle(id),
		needs: Object.fromEntries(needs.map(need => [need, handle(need)])),
		inspect: async () => ({evidence: `${id} exists`, findings: [], result: {id}}),
		apply: async () => ({id}),
		...work,
	};
}
