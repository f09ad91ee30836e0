import {setTimeout} from 'node:timers/promises';
import type {Ask} from '../deployment/question.ts';
import {describeFindings, worstState, type Finding, type Inspection} from '../plan/finding.ts';
import {withCosts, type Costs} from '../plan/plan-cost.ts';
import {ExternalError} from '../errors/kinds.ts';
import type {AnyContext, AnyStep, OnMachine, RemovalContext, StepHead} from '../steps/step.ts';
import type {Bus} from './bus.ts';
import {runSteps, type WalkResult} from './engine.ts';
import {assertGraph, orderSteps, walkedSteps, type Order} from './graph.ts';
import {StepResults} from './results.ts';
import {RunChanges} from './run-changes.ts';
import type {StepEnd} from './step-record.ts';
import type {StopSwitch} from './stop.ts';

/** Seconds before what could not be seen after an apply is inspected again. */
const unknownPauses = [1, 3, 10];

/** What is done with a step: `keep` what is right, `leave` what is not. */
export type Decision = 'keep' | 'apply' | 'remove' | 'leave';

export interface WalkOptions<Scope extends OnMachine> {
	/** All that is wanted of it where steps are inspected and applied; where they are only removed, its place is enough. */
	deployment: Scope['placement'];
	gateways: Scope['gateways'];
	bus: Bus;
	ask: Ask;
	/** In the order of `dependents` nothing is inspected. */
	order: Order;
	decide(step: StepHead, findings: readonly Finding[]): Decision;
	/** What fixes cost; absent where nobody asks for money. */
	costs?: Costs;
}

/** One walk over steps: each is inspected, and what the program decides is done with it. */
export class Walk<Scope extends OnMachine> {
	readonly #results = new StepResults();
	/** What was found and not changed. */
	readonly left = new Map<string, readonly Finding[]>();

	constructor(
		readonly steps: ReadonlyArray<AnyStep<Scope>>,
		readonly options: WalkOptions<Scope>,
		/** Shared by all walks of a run. */
		readonly changes: RunChanges = new RunChanges(),
	) {
		assertGraph(steps);
	}

	async run(stop: StopSwitch): Promise<WalkResult> {
		const {bus, order} = this.options;
		return runSteps(walkedSteps(this.steps, order), {
			bus,
			stop,
			order: orderSteps(this.steps, order),
			work: async (step, say) => {
				const context = this.#context(step, stop, say);
				return order === 'dependents' ? this.#end(step, context, {evidence: '', findings: []}) : this.#inspectFirst(step, context);
			},
		});
	}

	/** Removes what the run created, or those of it that `which` names, each after the steps that need it; what existed before is kept. */
	async undo(stop: StopSwitch, which: (step: string) => boolean = () => true): Promise<WalkResult> {
		const {bus} = this.options;
		const created = new Set(this.changes.created.filter(step => which(step)));
		return runSteps(
			this.steps.filter(step => step.remove && created.has(step.id)),
			{
				bus,
				stop,
				order: orderSteps(this.steps, 'dependents'),
				work: async (step, say) => this.#remove(step, this.#context(step, stop, say)),
			},
		);
	}

	async #inspectFirst(step: AnyStep<Scope>, context: AnyContext<Scope>): Promise<StepEnd> {
		const inspection = await this.#inspect(step, context);
		this.changes.noteFound(step.id, worstState(inspection.findings));
		return this.#end(step, context, inspection);
	}

	async #end(step: AnyStep<Scope>, context: AnyContext<Scope>, {evidence, findings}: Inspection): Promise<StepEnd> {
		switch (this.options.decide(step, findings)) {
			case 'keep': {
				return {outcome: 'kept', evidence};
			}

			case 'leave': {
				this.left.set(step.id, findings);
				return {outcome: 'left', evidence: describeFindings(findings), blocksOthers: !this.#results.has(step)};
			}

			case 'remove': {
				return this.#remove(step, context);
			}

			case 'apply': {
				return this.#apply(step, context, findings);
			}
		}
	}

	/** Applies the step and inspects it again: what is still not right has failed. */
	async #apply(step: AnyStep<Scope>, context: AnyContext<Scope>, findings: readonly Finding[]): Promise<StepEnd> {
		this.changes.noteWork(step.id);
		this.options.bus.emit({type: 'step.started', step: step.id, action: 'apply'});
		this.#results.keep(step, await step.apply(context, findings));
		const proof = await this.#prove(step, context);
		if (proof.findings.length > 0) {
			throw unproven(step, proof);
		}

		const state = worstState(findings);
		return {outcome: state === 'drifted' || state === 'broken' ? 'changed' : 'created', evidence: proof.evidence};
	}

	/** Inspects an applied step. What could not be seen yet, on a busy machine perhaps, is asked again before it counts. */
	async #prove(step: AnyStep<Scope>, context: AnyContext<Scope>): Promise<Inspection> {
		let proof = await this.#inspect(step, context);
		for (const pause of unknownPauses) {
			if (worstState(proof.findings) !== 'unknown') {
				break;
			}

			context.retrying(describeFindings(proof.findings), pause);
			await setTimeout(pause * 1000, undefined, {signal: context.signal});
			proof = await this.#inspect(step, context);
		}

		return proof;
	}

	async #remove(step: AnyStep<Scope>, context: RemovalContext<Scope>): Promise<StepEnd> {
		this.options.bus.emit({type: 'step.started', step: step.id, action: 'remove'});
		return (await step.remove?.(context)) ?? {outcome: 'skipped', evidence: ''};
	}

	async #inspect(step: AnyStep<Scope>, context: AnyContext<Scope>): Promise<Inspection> {
		const {bus, costs} = this.options;
		bus.emit({type: 'step.started', step: step.id, action: 'inspect'});
		const {evidence, findings: found, result} = await step.inspect({...context, needs: this.#results.of(step, step.inspectsWith)});
		const findings = costs ? withCosts(found, costs) : found;
		bus.emit({type: 'step.inspected', step: step.id, evidence, findings: findings.map(({billing: _, ...finding}) => finding)});
		this.#results.keep(step, result);
		return {evidence, findings};
	}

	#context(step: AnyStep<Scope>, stop: StopSwitch, say: (line: string) => void): AnyContext<Scope> {
		const {deployment, gateways, bus, ask} = this.options;
		let attempt = 0;
		return {
			// In the order of dependents steps are given what is wanted and use only where it is.
			deployment: deployment as AnyContext<Scope>['deployment'],
			gateways,
			signal: stop.signal,
			say,
			retrying: (cause, seconds) => bus.emit({type: 'step.retrying', step: step.id, attempt: ++attempt, cause, seconds}),
			ask,
			needs: this.#results.of(step),
		};
	}
}

/** Applied without an error, and still not right when inspected again. */
function unproven(step: StepHead, {evidence, findings}: Inspection): ExternalError {
	return new ExternalError({
		code: 'step.unproven',
		cause: `${step.title}: it was set up, but inspecting it again shows that it is ${worstState(findings)}. ${describeFindings(findings)}`,
		outcome: 'What was created is kept.',
		next: 'Run the same command again: it checks everything again and repairs what is not right.',
		evidence: [evidence, ...findings.map(finding => `${finding.code}: ${finding.evidence}`)],
	});
}
