import type {Backend} from '../../backend/backend.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {Costs} from '../../plan/plan-cost.ts';
import type {OwnerPassword} from './owner-password.ts';
import type {Gateways} from '../../steps/gateways.ts';
import type {StepSecrets} from '../../steps/secrets.ts';

/** What a setup works on, and by what it recovers. */
export interface SetupScope {
	deployment: Deployment;
	gateways: Gateways;
	costs: Costs;
	/** Handed to the steps that need them, and to nothing else. */
	secrets: StepSecrets;
	/** What the summary says of the password. */
	ownerPassword: OwnerPassword;
	backend: Pick<Backend, 'sizes' | 'prices' | 'regions' | 'systemDisk'>;
	/** Whether somebody can be asked during the run. */
	asks: boolean;
	/** Whether a saved plan decides, into which another size can only be planned. */
	planned: boolean;
	/** Sizes, families and regions that Azure had no capacity for in this run. */
	refused: ReadonlySet<string>;
}
