import type {Check} from '../plan/check.ts';
import type {Placement} from '../deployment/deployment.ts';
import type {ResourceList} from '../deployment/owned-resource.ts';
import type {Ask} from '../deployment/question.ts';
import type {Reporter} from '../reporters/reporter.ts';
import type {Bus} from '../runner/bus.ts';
import type {RemovalSummary, Summary} from '../runner/events.ts';
import type {StopSwitch} from '../runner/stop.ts';
import type {OperatorError} from '../errors/kinds.ts';
import type {Walk} from '../runner/walk.ts';
import type {AnyStep, InAzure, OnMachine} from '../steps/step.ts';
import type {AsTyped} from '../backend/rehearsal-flags.ts';
import type {Interrupts} from './interrupt.ts';

/** What a run is to do. */

interface Common<Scope extends OnMachine> {
	gateways: Scope['gateways'];
	steps: ReadonlyArray<AnyStep<Scope>>;
	/** The face that the operator sees, first, then the log. */
	reporters: Reporter[];
	/** Seconds that a step takes here against the usual; below 1 in a rehearsal. */
	pace: number;
	/** Makes the commands that are named as next steps work as typed. */
	asTyped: AsTyped;
}

/** The checks of a run that begins all the same. */
export interface Preflight {
	checks: readonly Check[];
	/** Ids of those in spite of which the operator goes on. */
	overridden: ReadonlySet<string>;
}

export interface Creation<Scope extends OnMachine = InAzure> extends Common<Scope> {
	mode: 'create';
	deployment: Scope['deployment'] & Scope['placement'];
	/** What becomes of what was made when the operator stops half-way, and how to go on. */
	ifStopped: {outcome: string; next: string};
	/** What was asked before the first change; absent where nothing was. */
	preflight?: Preflight;
	/** Whether a plan was approved that says what steps would ask about. */
	approved?: boolean;
	/** What stays on the screen when all is done. */
	summary(planes: Summary['planes'], made: Scope['deployment']): Summary;
	/** How to go on after a failure with other choices; absent where there are none. */
	onFailure?: (failed: FailedWalk<Scope>) => Promise<Recovery<Scope>>;
}

/** What a walk is told by, asks by and is stopped by. */
export interface Tools {
	bus: Bus;
	ask: Ask;
	stop: StopSwitch;
	interrupts: Interrupts;
}

/** A walk that ended with an error, before anything is done about it. */
export interface FailedWalk<Scope extends OnMachine = InAzure> {
	error: OperatorError;
	walk: Walk<Scope>;
	tools: Tools;
}

/** How a run goes on after a failure: with another deployment, or to its end. Neither when the operator stopped it meanwhile. */
export interface Recovery<Scope extends OnMachine = InAzure> {
	deployment?: Scope['deployment'] & Scope['placement'];
	error?: OperatorError;
}

export interface Teardown extends Common<InAzure> {
	mode: 'teardown';
	deployment: Placement;
	planned: ResourceList;
	/** Looks at everything again; called once all steps are removed. */
	prove(signal: AbortSignal): Promise<RemovalSummary>;
}
