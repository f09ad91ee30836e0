import type {Deployment, Placement, Site, SitePlacement} from '../deployment/deployment.ts';
import type {ListedResource} from '../deployment/owned-resource.ts';
import type {Plane} from '../deployment/planes.ts';
import type {Ask} from '../deployment/question.ts';
import type {Finding, Inspection} from '../plan/finding.ts';
import type {Gateways, MachineGateways} from './gateways.ts';
import type {Handle} from './handle.ts';

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

/** The results that a step uses, each under a name of its own: `{group: resourceGroup, ip: machine.address}`. */
export type Needs = Readonly<Record<string, Handle<unknown>>>;

/** The results behind needs. */
export type ResultsOf<N extends Needs> = {readonly [Name in keyof N]: N[Name] extends Handle<infer Result> ? Result : never};

/** What a step may use while it lists and removes: it knows where things are, and not what was once wanted of them. */
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
export interface StepContext<Results = unknown, Scope extends OnMachine = InAzure> extends RemovalContext<Scope> {
	readonly deployment: Scope['deployment'] & Scope['placement'];
	/** The results named in `needs`. */
	readonly needs: Results;
}

/** How a removal ended: `skipped` when there was nothing of ours. `evidence` is what was removed, or why nothing was. */
export interface Removal {
	outcome: 'removed' | 'skipped';
	evidence: string;
}

/**
 * One thing that a deployment consists of. Programs are walks over these.
 * Its functions are properties and not methods, so that the compiler never takes a step of Azure for one of any machine.
 */
export interface Step<N extends Needs, Result, Scope extends OnMachine, Inspected extends keyof N = keyof N> {
	/** `azure.machine`, `host.disk@worker-1`: stable, shown in logs and JSON. */
	id: string;
	plane: Plane;
	title: string;
	/** What removing it is called, where `title` only suits creating it. */
	removalTitle?: string;
	/** The handle under which other steps need its result. */
	gives: Handle<Result>;
	/** Handles of the results that it uses: the only ordering there is. */
	needs: N;
	/** The names of the needs that `inspect` reads, where they are fewer: a plan can inspect that much sooner. */
	inspectsWith?: readonly Inspected[];
	/** Reads, changes nothing. Without findings the result must be there; with findings it may be, where others can use it already. */
	inspect: (context: StepContext<Pick<ResultsOf<N>, Inspected>, Scope>) => Promise<Inspection<NoInfer<Result>>>;
	/** Makes it right; safe to run twice; resumes what an earlier run began. */
	apply: (context: StepContext<ResultsOf<N>, Scope>, findings: readonly Finding[]) => Promise<NoInfer<Result>>;
	/** What exists because of this step, also outside the resource group: a teardown's list and its proof. */
	owns?: (context: RemovalContext<Scope>) => Promise<ListedResource[]>;
	/** Undoes it; absent when teardown leaves it (it goes with its machine or group). */
	remove?: (context: RemovalContext<Scope>) => Promise<Removal>;
}

/** A step of any needs and result, as the runner sees it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of steps holds steps of different results
export type AnyStep<Scope extends OnMachine = InAzure> = Step<any, any, Scope, any>;

/** The context of a step of any needs, as the runner makes it. */
// oxlint-disable-next-line typescript/no-explicit-any -- the results are those that the step itself names
export type AnyContext<Scope extends OnMachine = InAzure> = StepContext<any, Scope>;

export type MachineContext<Results = unknown> = StepContext<Results, OnMachine>;

/** What names and orders a step, without its work. */
export interface StepHead {
	readonly id: string;
	readonly title: string;
	readonly removalTitle?: string;
	readonly plane: Plane;
	readonly gives: Handle<unknown>;
	readonly needs: Needs;
	readonly inspectsWith?: readonly PropertyKey[];
}

/** Defines a step of Azure; the types of its needs and of its result come from the handles. */
export function azureStep<const N extends Needs, Result, Inspected extends keyof N = keyof N>(
	step: Step<N, Result, InAzure, Inspected>,
): Step<N, Result, InAzure, Inspected> {
	return step;
}

/** Defines a step of any machine, which knows no Azure. */
export function machineStep<const N extends Needs, Result, Inspected extends keyof N = keyof N>(
	step: Step<N, Result, OnMachine, Inspected>,
): Step<N, Result, OnMachine, Inspected> {
	return step;
}
