import type {Deployment, Placement, Site, SitePlacement} from '../deployment/deployment.ts';
import type {Finding} from '../plan/finding.ts';
import type {Ask} from '../deployment/question.ts';
import type {Gateways, MachineGateways} from './gateways.ts';
import type {Results} from './results.ts';

export const planes = ['azure', 'host', 'dns', 'tls', 'app'] as const;
export type Plane = (typeof planes)[number];
export type StepId = keyof Results;

/** What steps know when all that counts is a machine, wherever it comes from. */
export interface OnMachine {
	deployment: Site;
	placement: SitePlacement;
	gateways: MachineGateways;
}

/** What steps know when the machine is in Azure. */
export interface InAzure extends OnMachine {
	deployment: Deployment;
	placement: Placement;
	gateways: Gateways;
}

/** What a step may use while it removes: it knows where things are, and not what was once wanted of them. */
export interface RemovalContext<Scope extends OnMachine = InAzure> {
	readonly deployment: Scope['placement'];
	readonly gateways: Scope['gateways'];
	/** Aborts when the run is being stopped; pass it to every call that takes one. */
	readonly signal: AbortSignal;
	/** A line for the tail under the running step and for the log: progress, heartbeat, what is awaited. */
	say(line: string): void;
	/** What it did will be tried again in so many seconds, and why. */
	retrying(cause: string, seconds: number): void;
	/** Asks the operator in the middle of the run; without a terminal `question.fallback` answers. */
	ask: Ask;
}

/** What a step may use while it inspects and applies. */
export interface StepContext<Scope extends OnMachine = InAzure> extends RemovalContext<Scope> {
	readonly deployment: Scope['deployment'] & Scope['placement'];
	/** The result of a step named in `needs`. */
	result<Id extends StepId>(id: Id): Results[Id];
}

/** What became of a removal: `skipped` when there was nothing of ours. `evidence` is what went, or why nothing did. */
export interface Removal {
	outcome: 'removed' | 'skipped';
	evidence: string;
}

/** A finding, with the step's result when the thing is there. */
export type Inspection<Id extends StepId> = Finding & {result?: Results[Id]};

/**
 * One thing that a deployment consists of. Setup, repair, plan and teardown are walks over these.
 * Its work stands in properties and not in methods, so that a step of Azure is never taken for one of any machine.
 */
export interface Step<Id extends StepId = StepId, Scope extends OnMachine = InAzure> {
	id: Id;
	plane: Plane;
	title: string;
	/** Ids whose results it uses: the only ordering there is. */
	needs: readonly StepId[];
	/** The results that `inspect` reads, where they are fewer than `needs`: so much sooner a plan can look. */
	looksWith?: readonly StepId[];
	/** Reads the world, changes nothing. State `ok` must come with the result; others may, where others can look with it already. */
	inspect: (context: StepContext<Scope>) => Promise<Inspection<Id>>;
	/** Makes it true; safe to run twice; resumes what an earlier run began. */
	apply: (context: StepContext<Scope>, finding: Finding) => Promise<Results[Id]>;
	/** Undoes it; absent when teardown leaves it (it goes with its machine or group). */
	remove?: (context: RemovalContext<Scope>) => Promise<Removal>;
}

/** A step of any id, as the runner sees it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of steps holds steps of different results
export type AnyStep<Scope extends OnMachine = InAzure> = Step<any, Scope>;

/** A step that needs a machine and asks nothing of Azure. */
export type MachineStep<Id extends StepId> = Step<Id, OnMachine>;
export type MachineContext = StepContext<OnMachine>;

/** What orders and names a step, without its work. */
export type StepHead = Pick<AnyStep, 'id' | 'title' | 'plane' | 'needs'>;
