import type {AnyStep, OnMachine, StepHead} from '../steps/step.ts';
import {typicalRemovalSeconds, typicalSeconds} from './estimate.ts';
import type {StepInfo} from './events.ts';
import {orderSteps, walkedSteps, type Order} from './graph.ts';

/** The steps of a walk in that order as events tell them, each with what must be done before it. */
export function describeSteps<Scope extends OnMachine>(steps: ReadonlyArray<AnyStep<Scope>>, order: Order): StepInfo[] {
	const before = orderSteps(steps, order);
	const walked: readonly StepHead[] = walkedSteps(steps, order);
	return walked.map(({id, title, removalTitle = title, plane}) => ({
		id,
		title: order === 'dependents' ? removalTitle : title,
		plane,
		needs: (before.get(id) ?? []).filter(need => walked.some(step => step.id === need)),
		typicalSeconds: order === 'dependents' ? typicalRemovalSeconds(id) : typicalSeconds(id),
	}));
}
