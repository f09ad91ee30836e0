import type {Ask} from '../deployment/question.ts';
import type {AnyStep, InAzure, OnMachine, RemovalContext} from '../steps/step.ts';
import type {Bus} from './bus.ts';
import {runSteps, type WalkResult} from './engine.ts';
import {typicalRemovalSeconds} from './estimate.ts';
import type {StepInfo} from './events.ts';
import {orderOfTeardown} from './graph.ts';
import type {StopSwitch} from './stop.ts';

export interface RemovalOptions<Scope extends OnMachine = InAzure> {
	deployment: Scope['placement'];
	gateways: Scope['gateways'];
	bus: Bus;
	ask: Ask;
}

/** Removes all steps that can be removed and that `wanted` names, each after those that need it. */
export async function removeSteps<Scope extends OnMachine>(
	steps: ReadonlyArray<AnyStep<Scope>>,
	options: RemovalOptions<Scope>,
	stop: StopSwitch,
	wanted: (step: AnyStep<Scope>) => boolean = () => true,
): Promise<WalkResult> {
	return runSteps(
		steps.filter(step => step.remove && wanted(step)),
		{
			bus: options.bus,
			stop,
			order: orderOfTeardown(steps),
			work: async (step, say) => {
				options.bus.emit({type: 'step.started', step: step.id, action: 'remove'});
				const removed = await step.remove?.(contextOf(step, options, stop, say));
				return removed ?? {outcome: 'skipped', evidence: ''};
			},
		},
	);
}

/** What any step may use while it works. */
export function contextOf<Scope extends OnMachine>(
	step: AnyStep<Scope>,
	{deployment, gateways, bus, ask}: RemovalOptions<Scope>,
	stop: StopSwitch,
	say: (line: string) => void,
): RemovalContext<Scope> {
	let attempt = 0;
	return {
		deployment,
		gateways,
		signal: stop.signal,
		say,
		retrying: (cause, seconds) => bus.emit({type: 'step.retrying', step: step.id, attempt: ++attempt, cause, seconds}),
		ask,
	};
}

/** The steps of a teardown as events tell them: only those that can be removed, each with what must be gone before it. */
export function teardownSteps<Scope extends OnMachine>(steps: ReadonlyArray<AnyStep<Scope>>): StepInfo[] {
	const removable = steps.filter(step => step.remove);
	const order = orderOfTeardown(steps);
	return removable.map(({id, title, plane}) => ({
		id,
		title,
		plane,
		needs: (order.get(id) ?? []).filter(need => removable.some(step => step.id === need)),
		typicalSeconds: typicalRemovalSeconds(id),
	}));
}
