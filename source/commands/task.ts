import type {Deployment, Placement} from '../deployment/deployment.ts';
import type {Inventory} from '../deployment/inventory.ts';
import type {Reporter} from '../reporters/reporter.ts';
import type {RemovalSummary, Summary} from '../runner/events.ts';
import type {Gateways} from '../steps/gateways.ts';
import type {AnyStep} from '../steps/step.ts';

/** What a run is to do. */

interface Common {
	gateways: Gateways;
	steps: readonly AnyStep[];
	/** The face that the operator sees, first, then the log. */
	reporters: Reporter[];
	/** Seconds that a step takes here against the usual; below 1 in a rehearsal. */
	pace: number;
}

export interface Creation extends Common {
	mode: 'create';
	deployment: Deployment;
	/** What stays on the screen when all is done. */
	summary(planes: Summary['planes']): Summary;
}

export interface Teardown extends Common {
	mode: 'teardown';
	deployment: Placement;
	planned: Inventory;
	/** Looks at everything again; called once all steps are removed. */
	prove(signal: AbortSignal): Promise<RemovalSummary>;
}
