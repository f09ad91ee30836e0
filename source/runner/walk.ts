import type {Finding} from '../plan/finding.ts';
import {ExternalError} from '../errors/kinds.ts';
import type {Results} from '../steps/results.ts';
import type {AnyStep, InAzure, OnMachine, StepContext, StepHead, StepId} from '../steps/step.ts';
import {runSteps, type WalkResult} from './engine.ts';
import {typicalSeconds} from './estimate.ts';
import {RunChanges} from './run-changes.ts';
import type {StepInfo} from './events.ts';
import {assertGraph, orderOfSetup} from './graph.ts';
import {contextOf, removeSteps, type RemovalOptions} from './removal.ts';
import type {StopSwitch} from './stop.ts';

export interface WalkOptions<Scope extends OnMachine = InAzure> extends RemovalOptions<Scope> {
	deployment: Scope['deployment'] & Scope['placement'];
}

/** The walk that sets up and repairs one deployment, and can undo what it made. */
export class Walk<Scope extends OnMachine = InAzure> {
	readonly #results = new Map<StepId, unknown>();

	constructor(
		readonly steps: ReadonlyArray<AnyStep<Scope>>,
		readonly options: WalkOptions<Scope>,
		/** Shared by all walks of a run. */
		readonly changes: RunChanges = new RunChanges(),
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
				const context = this.#context(step, stop, say);
				const finding = await this.#inspect(step, context);
				if (finding.state === 'ok') {
					return {outcome: 'kept', evidence: finding.evidence};
				}

				this.changes.noteWork(step.id);
				bus.emit({type: 'step.started', step: step.id, action: 'apply'});
				this.#results.set(step.id, await step.apply(context, finding));
				const proof = await this.#inspect(step, context);
				if (proof.state !== 'ok') {
					throw unproven(step, proof);
				}

				return {outcome: finding.state === 'drifted' || finding.state === 'broken' ? 'changed' : 'made', evidence: proof.evidence};
			},
		});
	}

	/** Undoes what the run made, or those of it that `which` names; what stood before it stays. */
	async undo(stop: StopSwitch, which: (step: StepId) => boolean = () => true): Promise<WalkResult> {
		const only = new Set(this.changes.made.filter(step => which(step)));
		return removeSteps(this.steps, this.options, stop, step => only.has(step.id));
	}

	async #inspect(step: AnyStep<Scope>, context: StepContext<Scope>): Promise<Finding> {
		const {bus} = this.options;
		bus.emit({type: 'step.started', step: step.id, action: 'inspect'});
		const {result, ...finding} = await step.inspect(context);
		this.changes.noteFinding(step.id, finding.state);
		bus.emit({type: 'step.inspected', step: step.id, finding});
		if (result !== undefined) {
			this.#results.set(step.id, result);
		}

		return finding;
	}

	#context(step: AnyStep<Scope>, stop: StopSwitch, say: (line: string) => void): StepContext<Scope> {
		return {
			...contextOf(step, this.options, stop, say),
			deployment: this.options.deployment,
			result: <Id extends StepId>(id: Id) => {
				if (!this.#results.has(id)) {
					throw new Error(`the result of ${id} was used by a step that does not name it in its needs`);
				}

				return this.#results.get(id) as Results[Id];
			},
		};
	}
}

/** The steps of a setup as events tell them. */
export function setupSteps(steps: readonly StepHead[]): StepInfo[] {
	return steps.map(({id, title, plane, needs}) => ({id, title, plane, needs: [...needs], typicalSeconds: typicalSeconds(id)}));
}

/** Applied without an error, and still not right when looked at again. */
function unproven(step: StepHead, proof: Finding): ExternalError {
	return new ExternalError({
		code: 'step.unproven',
		cause: `${step.title}: it was set up, but looking again shows that it is ${proof.state}. ${proof.cause ?? proof.evidence}`,
		outcome: 'What was made is kept.',
		next: 'Run the same command again: it looks at everything anew and mends what is not right.',
		evidence: [proof.evidence],
	});
}
