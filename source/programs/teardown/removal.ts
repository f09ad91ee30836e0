import type {ResourceList} from '../../deployment/owned-resource.ts';
import {ExternalError, OperatorError} from '../../errors/kinds.ts';
import type {RemovalSummary} from '../../runner/events.ts';
import type {AnyStep, OnMachine} from '../../steps/step.ts';
import type {Program, RunScope} from '../program.ts';
import {stopOnly} from '../stop-question.ts';

export interface RemovalScope<Steps extends OnMachine> extends RunScope<Steps> {
	/** What was found before; nothing to remove, nothing is walked. */
	planned: ResourceList;
	/** Lists everything again, once all steps are removed. */
	list(signal: AbortSignal): Promise<ResourceList>;
}

/** What differs with the place of the machine. */
interface Place<Scope, Steps extends OnMachine> {
	steps(scope: Scope): ReadonlyArray<AnyStep<Steps>>;
	/** How things are when not everything was removed. */
	outcome(scope: Scope): string;
	/** What it means, and what to do, when something is left although no removal failed. */
	left: {outcome: string; next: string};
}

/** Removes everything of ours, users before what they use, and lists it all again as a proof. */
export function removalProgram<Scope extends RemovalScope<Steps>, Steps extends OnMachine>({
	steps,
	outcome,
	left,
}: Place<Scope, Steps>): Program<Scope, Steps> {
	return {
		id: 'teardown',
		order: 'dependents',
		steps: scope => (scope.planned.toRemove.length > 0 ? steps(scope) : []),
		decide: () => 'remove',
		words: ({deployment: {choices}}) => ({
			doing: `Removing Wasper at ${choices.domain}`,
			rehearsal: 'Rehearsal: nothing real is removed.',
			done: `Wasper at ${choices.domain} is removed`,
			nothing: `Nothing of ours exists at ${choices.domain}; nothing was removed`,
		}),
		stopQuestion: stopOnly('Stop this teardown?'),
		ifStopped: scope => ({outcome: outcome(scope), next: 'Run the same command again: it continues where this one stopped.'}),
		// Gateways speak of what was created; here it is about what is removed.
		recover: async ({error, scope}) => ({
			error: new OperatorError(error.kind, {...error.explanation, outcome: outcome(scope)}, {cause: error}),
		}),
		async prove({scope: {planned, list}, signal}) {
			const removal = compare(planned, await list(signal));
			return removal.left.length === 0 ? {removal} : {removal, error: leftOver(removal, left)};
		},
	};
}

/** How the plan ended, by what is found when all is done. */
function compare(planned: ResourceList, found: ResourceList): RemovalSummary {
	const ids = new Set(found.toRemove.map(({id}) => id.toLowerCase()));
	return {removed: planned.toRemove.filter(({id}) => !ids.has(id.toLowerCase())), kept: found.toKeep, left: found.toRemove};
}

function leftOver({left}: RemovalSummary, consequence: {outcome: string; next: string}): ExternalError {
	const one = left.length === 1;
	return new ExternalError({
		code: 'teardown.left',
		cause: `Everything was deleted, and ${one ? '1 resource' : `${left.length} resources`} still ${one ? 'exists' : 'exist'}.`,
		...consequence,
		evidence: left.map(({kind, name, id}) => `${kind} ${name}: ${id}`),
	});
}
