import {OperatorError} from '../errors/kinds.ts';
import type {PlannedStep} from '../plan/plan.ts';
import {planStep, planUnseen} from '../plan/planned-step.ts';
import type {AnyContext, AnyStep, InAzure, OnMachine} from '../steps/step.ts';
import {assertGraph, orderSteps} from './graph.ts';
import {StepResults} from './results.ts';

export interface InspectionOptions<Scope extends OnMachine = InAzure> {
	deployment: Scope['deployment'] & Scope['placement'];
	gateways: Scope['gateways'];
	signal: AbortSignal;
}

/**
 * What a run would do about each step, seen without changing anything. All steps are inspected side by side, each as soon as the
 * results are known that its inspection reads. A step that cannot be inspected is `unknown`, with the reason; when none can, that reason is thrown.
 */
export async function inspectAll<Scope extends OnMachine = InAzure>(
	steps: ReadonlyArray<AnyStep<Scope>>,
	options: InspectionOptions<Scope>,
): Promise<PlannedStep[]> {
	assertGraph(steps);
	const order = orderSteps(steps, 'inspection');
	const byId = new Map(steps.map(step => [step.id, step]));
	const results = new StepResults();
	const begun = new Map<string, Promise<PlannedStep>>();
	const failures: OperatorError[] = [];
	let inspected = 0;

	const inspect = async (step: AnyStep<Scope>): Promise<PlannedStep> => {
		const needs = order.get(step.id) ?? [];
		const before = await Promise.all(needs.map(async id => begin(id)));
		const awaited = before.filter((_, index) => !results.has(byId.get(needs[index]!)!));
		if (awaited.length > 0) {
			return planUnseen(step, awaited);
		}

		inspected++;
		try {
			const inspection = await step.inspect(contextOf(options, results.of(step, step.inspectsWith)));
			results.keep(step, inspection.result);
			return planStep(step, inspection);
		} catch (error) {
			if (!(error instanceof OperatorError) || error.kind === 'bug' || error.kind === 'cancelled') {
				throw error;
			}

			failures.push(error);
			const {cause, next} = error.explanation;
			const evidence = 'could not be inspected';
			const blocked = error.kind === 'action' && next ? {blocked: next} : {};
			return planStep(step, {evidence, findings: [{code: `${step.id}.uninspectable`, state: 'unknown', evidence, cause, ...blocked}]});
		}
	};

	const begin = async (id: string): Promise<PlannedStep> => {
		const known = begun.get(id) ?? inspect(byId.get(id)!);
		begun.set(id, known);
		return known;
	};

	const planned = await Promise.all(steps.map(async ({id}) => begin(id)));
	if (failures[0] && failures.length === inspected) {
		throw failures[0];
	}

	return planned;
}

/** An inspection for a plan asks nothing and emits no events. */
function contextOf<Scope extends OnMachine>({deployment, gateways, signal}: InspectionOptions<Scope>, needs: unknown): AnyContext<Scope> {
	return {deployment, gateways, signal, needs, say() {}, retrying() {}, ask: async question => question.fallback};
}
