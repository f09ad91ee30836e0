import type {Placement} from '../deployment/deployment.ts';
import type {Inventory} from '../deployment/inventory.ts';
import type {Reporter} from '../reporters/reporter.ts';
import type {RemovalSummary, Summary} from '../runner/events.ts';
import type {AnyStep, InAzure, OnMachine} from '../steps/step.ts';

/** What a run is to do. */

interface Common<Scope extends OnMachine> {
	gateways: Scope['gateways'];
	steps: ReadonlyArray<AnyStep<Scope>>;
	/** The face that the operator sees, first, then the log. */
	reporters: Reporter[];
	/** Seconds that a step takes here against the usual; below 1 in a rehearsal. */
	pace: number;
}

export interface Creation<Scope extends OnMachine = InAzure> extends Common<Scope> {
	mode: 'create';
	deployment: Scope['deployment'] & Scope['placement'];
	/** What becomes of what was made when the operator stops half-way, and how to go on. */
	stopped: {outcome: string; next: string};
	/** What stays on the screen when all is done. */
	summary(planes: Summary['planes']): Summary;
}

export interface Teardown extends Common<InAzure> {
	mode: 'teardown';
	deployment: Placement;
	planned: Inventory;
	/** Looks at everything again; called once all steps are removed. */
	prove(signal: AbortSignal): Promise<RemovalSummary>;
}
