import type {Deployment} from '../deployment/deployment.ts';
import type {Finding} from '../deployment/finding.ts';
import {ExternalError} from '../errors/kinds.ts';
import type {Gateways} from '../steps/gateways.ts';
import type {Results} from '../steps/results.ts';
import type {AnyStep, StepContext, StepId} from '../steps/step.ts';
import type {Bus} from './bus.ts';
import {runSteps, type WalkResult} from './engine.ts';
import type {Question} from '../steps/question.ts';
import {assertGraph, orderOfSetup, orderOfTeardown} from './graph.ts';
import type {StopSwitch} from './stop.ts';

export interface WalkOptions {
	deployment: Deployment;
	gateways: Gateways;
	bus: Bus;
	/** Asks the operator; answers `question.fallback` where nobody can be asked. */
	ask(question: Question): Promise<string>;
}

/** A walk over the steps of one deployment; results stay between walks, so that a run can be undone. */
export class Walk {
	readonly #results = new Map<StepId, unknown>();

	constructor(
		readonly steps: readonly AnyStep[],
		readonly options: WalkOptions,
	) {
		assertGraph(steps);
	}

	/** Setup and repair: inspect each step, apply what isn't right, look again. */
	async create(stop: StopSwitch): Promise<WalkResult> {
		const {bus} = this.options;
		return runSteps(this.steps, {
			bus,
			stop,
			order: orderOfSetup(this.steps),
			work: async (step, say) => {
				const context = this.#context(stop, say);
				const finding = await this.#inspect(step, context);
				if (finding.state === 'ok') {
					return {outcome: 'kept', evidence: finding.evidence};
				}

				bus.emit({type: 'step.started', step: step.id, action: 'apply'});
				this.#results.set(step.id, await step.apply(context, finding));
				const proof = await this.#inspect(step, context);
				if (proof.state !== 'ok') {
					throw unproven(step, proof);
				}

				return {outcome: finding.state === 'absent' ? 'made' : 'changed', evidence: proof.evidence};
			},
		});
	}

	/** Removes the steps that can be removed, those that need them first; `only` narrows it to what a run made. */
	async remove(stop: StopSwitch, only?: ReadonlySet<StepId>): Promise<WalkResult> {
		const {bus} = this.options;
		const removable = this.steps.filter(step => step.remove && (only?.has(step.id) ?? true));
		return runSteps(removable, {
			bus,
			stop,
			order: orderOfTeardown(this.steps),
			work: async (step, say) => {
				bus.emit({type: 'step.started', step: step.id, action: 'remove'});
				await step.remove?.(this.#context(stop, say));
				return {outcome: 'removed', evidence: ''};
			},
		});
	}

	async #inspect(step: AnyStep, context: StepContext): Promise<Finding> {
		const {bus} = this.options;
		bus.emit({type: 'step.started', step: step.id, action: 'inspect'});
		const {result, ...finding} = await step.inspect(context);
		bus.emit({type: 'step.inspected', step: step.id, finding});
		if (result !== undefined) {
			this.#results.set(step.id, result);
		}

		return finding;
	}

	#context(stop: StopSwitch, say: (line: string) => void): StepContext {
		const {deployment, gateways, ask} = this.options;
		return {
			deployment,
			gateways,
			signal: stop.signal,
			say,
			ask,
			result: <Id extends StepId>(id: Id) => {
				if (!this.#results.has(id)) {
					throw new Error(`the result of ${id} was used by a step that does not name it in its needs`);
				}

				return this.#results.get(id) as Results[Id];
			},
		};
	}
}

/** Applied without an error, and still not right when looked at again. */
function unproven(step: AnyStep, proof: Finding): ExternalError {
	return new ExternalError({
		code: 'step.unproven',
		cause: `${step.title}: it was set up, but looking again shows that it is ${proof.state}. ${proof.cause ?? proof.evidence}`,
		outcome: 'What was made is kept.',
		next: 'Run the same command again: it looks at everything anew and mends what is not right.',
		evidence: [proof.evidence],
	});
}
