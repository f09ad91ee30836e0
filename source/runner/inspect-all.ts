import type {Deployment} from '../deployment/deployment.ts';
import type {PlannedStep} from '../plan/plan.ts';
import {planStep, planUnseen} from '../plan/planned-step.ts';
import {OperatorError} from '../errors/kinds.ts';
import type {Gateways} from '../steps/gateways.ts';
import type {Results} from '../steps/results.ts';
import type {AnyStep, StepContext, StepId} from '../steps/step.ts';
import {assertGraph} from './graph.ts';

export interface InspectionOptions {
	deployment: Deployment;
	gateways: Gateways;
	signal: AbortSignal;
}

/**
 * What a run would do about each step, seen without changing anything. All steps are looked at side by side, each as soon
 * as what its look needs is known. A step that can't be looked at is `unknown`, with the reason; when none can, that reason is thrown.
 */
export async function inspectAll(steps: readonly AnyStep[], options: InspectionOptions): Promise<PlannedStep[]> {
	assertGraph(steps);
	const byId = new Map<StepId, AnyStep>(steps.map(step => [step.id, step]));
	const results = new Map<StepId, unknown>();
	const begun = new Map<StepId, Promise<PlannedStep>>();
	const failures: OperatorError[] = [];
	let looks = 0;

	const look = async (step: AnyStep): Promise<PlannedStep> => {
		const needs: readonly StepId[] = step.looksWith ?? step.needs;
		const before = await Promise.all(needs.map(async id => begin(id)));
		const awaited = before.filter((_, index) => !results.has(needs[index]!));
		if (awaited.length > 0) {
			return planUnseen(step, awaited);
		}

		looks++;
		try {
			const {result, ...finding} = await step.inspect(contextOf(options, id => (needs.includes(id) ? results.get(id) : undefined)));
			if (result !== undefined) {
				results.set(step.id, result);
			}

			return planStep(step, finding);
		} catch (error) {
			if (!(error instanceof OperatorError) || error.kind === 'bug' || error.kind === 'cancelled') {
				throw error;
			}

			failures.push(error);
			const {cause, next} = error.explanation;
			const blocked = error.kind === 'action' && next ? {blocked: next} : {};
			return planStep(step, {state: 'unknown', evidence: 'could not be looked at', cause, ...blocked});
		}
	};

	const begin = async (id: StepId): Promise<PlannedStep> => {
		const known = begun.get(id) ?? look(byId.get(id)!);
		begun.set(id, known);
		return known;
	};

	const planned = await Promise.all(steps.map(async ({id}) => begin(id)));
	if (failures[0] && failures.length === looks) {
		throw failures[0];
	}

	return planned;
}

/** A look asks nobody and is told to nobody. */
function contextOf({deployment, gateways, signal}: InspectionOptions, resultOf: (id: StepId) => unknown): StepContext {
	return {
		deployment,
		gateways,
		signal,
		say() {},
		retrying() {},
		ask: async question => question.fallback,
		result: <Id extends StepId>(id: Id) => {
			const result = resultOf(id);
			if (result === undefined) {
				throw new Error(`the result of ${id} was used by a look that does not say so`);
			}

			return result as Results[Id];
		},
	};
}
