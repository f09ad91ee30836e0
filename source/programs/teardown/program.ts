import type {Placement} from '../../deployment/deployment.ts';
import type {ResourceList} from '../../deployment/owned-resource.ts';
import {ExternalError, OperatorError} from '../../errors/kinds.ts';
import type {RemovalSummary} from '../../runner/events.ts';
import {deploymentSteps} from '../../steps/steps.ts';
import type {Program, RunScope} from '../program.ts';
import {stopOnly} from '../stop-question.ts';

export interface TeardownScope extends RunScope {
	deployment: Placement;
	/** What was found before; nothing to remove, nothing is walked. */
	planned: ResourceList;
	/** Lists everything again, once all steps are removed. */
	list(signal: AbortSignal): Promise<ResourceList>;
}

/** Removes everything of ours, users before what they use, and lists it all again as a proof. */
export const teardown: Program<TeardownScope> = {
	id: 'teardown',
	order: 'dependents',
	steps: ({planned}) => (planned.toRemove.length > 0 ? deploymentSteps() : []),
	decide: () => 'remove',
	words: ({deployment: {choices}}) => ({
		doing: `Removing Wasper at ${choices.domain}`,
		rehearsal: 'Rehearsal: nothing real is removed.',
		done: `Wasper at ${choices.domain} is removed`,
		nothing: `Nothing of ours exists at ${choices.domain}; nothing was removed`,
	}),
	stopQuestion: stopOnly('Stop this teardown?'),
	ifStopped: ({deployment}) => ({
		outcome: outcomeOf(deployment),
		next: 'Run the same command again: it continues where this one stopped.',
	}),
	// Gateways speak of what was created; here it is about what is removed.
	recover: async ({error, scope}) => ({
		error: new OperatorError(error.kind, {...error.explanation, outcome: outcomeOf(scope.deployment)}, {cause: error}),
	}),
	async prove({scope: {planned, list}, signal}) {
		const removal = compare(planned, await list(signal));
		return removal.left.length === 0 ? {removal} : {removal, error: leftOver(removal)};
	},
};

function outcomeOf({choices}: Placement): string {
	return `What was removed is gone; the rest is kept${choices.target === 'azure' ? ', and continues to cost money' : ''}.`;
}

/** How the plan ended, by what is found when all is done. */
function compare(planned: ResourceList, found: ResourceList): RemovalSummary {
	const ids = new Set(found.toRemove.map(({id}) => id.toLowerCase()));
	return {removed: planned.toRemove.filter(({id}) => !ids.has(id.toLowerCase())), kept: found.toKeep, left: found.toRemove};
}

function leftOver({left}: RemovalSummary): ExternalError {
	return new ExternalError({
		code: 'teardown.left',
		cause: `Everything was deleted, and ${left.length === 1 ? '1 resource' : `${left.length} resources`} still ${left.length === 1 ? 'exists' : 'exist'}.`,
		outcome: 'It continues to cost money.',
		next: 'Run the same command again; what is still there after that can be deleted in the Azure portal.',
		evidence: left.map(({kind, name, id}) => `${kind} ${name}: ${id}`),
	});
}
