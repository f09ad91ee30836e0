import type {Ask, Question} from '../deployment/question.ts';
import type {OperatorError} from '../errors/kinds.ts';
import type {Check} from '../plan/check.ts';
import type {Finding} from '../plan/finding.ts';
import type {Costs} from '../plan/plan-cost.ts';
import type {Bus} from '../runner/bus.ts';
import type {RemovalSummary, Summary, Words} from '../runner/events.ts';
import type {Order} from '../runner/graph.ts';
import type {StopSwitch} from '../runner/stop.ts';
import type {Decision, Walk} from '../runner/walk.ts';
import type {AnyStep, InAzure, OnMachine, StepHead} from '../steps/step.ts';
import type {Interrupts} from './interrupt.ts';

/** What a run works on; a program adds what else it needs to know. */
export interface RunScope<Steps extends OnMachine = InAzure> {
	/** All that is wanted of it where steps are inspected and applied; where they are only removed, its place is enough. */
	deployment: Steps['placement'];
	gateways: Steps['gateways'];
	/** What fixes cost; absent where nobody asks for money. */
	costs?: Costs;
}

/** The checks of a run that begins all the same. */
export interface Preflight {
	checks: readonly Check[];
	/** Ids of failed checks that the operator overrides. */
	overridden: ReadonlySet<string>;
}

/** What a walk tells by, asks by and is stopped by. */
export interface Tools {
	bus: Bus;
	ask: Ask;
	stop: StopSwitch;
	interrupts: Interrupts;
}

/** A walk that ended with an error, before anything is done about it. */
export interface Failure<Scope, Steps extends OnMachine = InAzure> {
	error: OperatorError;
	scope: Scope;
	walk: Walk<Steps>;
	tools: Tools;
}

/** How a run goes on after a failure: with another scope, or to its end. Neither when the operator stopped it meanwhile. */
export interface Recovery<Scope> {
	scope?: Scope;
	error?: OperatorError;
}

/** A walk that ended without an error. */
export interface Finished<Scope> {
	scope: Scope;
	signal: AbortSignal;
	/** Seconds of each plane. */
	planes: Summary['planes'];
	/** What was found and not changed, by step. */
	left: ReadonlyMap<string, readonly Finding[]>;
}

/** How a run ended: with an error, or with what there is to tell of its success. */
export interface Ending {
	error?: OperatorError;
	summary?: Summary;
	removal?: RemovalSummary;
}

/** What the tool can do with a deployment: data that says which walk over the steps is taken, and in which words. */
export interface Program<Scope extends RunScope<Steps>, Steps extends OnMachine = InAzure> {
	/** `setup`, `teardown` …: stable, shown in JSON. */
	id: string;
	/** Which steps must be done before a step. */
	order: Order;
	steps(scope: Scope): ReadonlyArray<AnyStep<Steps>>;
	/** In the order of `dependents`, nothing is inspected and there are no findings. */
	decide(step: StepHead, findings: readonly Finding[], scope: Scope): Decision;
	words(scope: Scope): Words;
	/** What Ctrl+C asks. The answers `finish`, `leave`, `remove` and `continue` are understood. */
	stopQuestion: Question;
	/** What happens to the work of a run that is stopped, and how to go on. */
	ifStopped(scope: Scope): {outcome: string; next: string};
	/** How to go on after a failure; without it the failure is the end. */
	recover?(failure: Failure<Scope, Steps>): Promise<Recovery<Scope>>;
	/** Proves the end of a walk without errors, and sums it up. */
	prove?(finished: Finished<Scope>): Promise<Ending>;
}
