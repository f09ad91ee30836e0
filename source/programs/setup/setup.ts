import type {Check} from '../../plan/check.ts';
import type {Choices} from '../../deployment/choices.ts';
import {billSource, monthlyTotal} from '../../deployment/billing/bill.ts';
import {priceDate} from '../../deployment/billing/prices.ts';
import {describeDeployment, type Deployment} from '../../deployment/deployment.ts';
import {UsageError} from '../../errors/kinds.ts';
import type {Costs} from '../../plan/plan-cost.ts';
import {generateKeyPair} from '../../host/ssh-keys.ts';
import {CertificateNote} from './certificate-note.ts';
import {OwnerPassword} from './owner-password.ts';
import {setup} from './program.ts';
import type {RunFaces} from '../faces.ts';
import {runChecks} from './preflight.ts';
import {priced} from '../../backend/priced.ts';
import {run} from '../run.ts';
import type {Backend} from '../../backend/backend.ts';

export interface Setup {
	choices: Choices;
	backend: Backend;
	/** Whether somebody can be asked during the run. */
	asks: boolean;
	/** Whether the operator has seen the bill and said yes. */
	confirmed: boolean;
	/** Whether a plan was approved that says what steps would ask about. */
	approved?: boolean;
	/** Ids of failed checks that the operator overrides. */
	overridden: ReadonlySet<string>;
	/** The checks, where they were done and assessed before. */
	checks?: readonly Check[];
	faces: RunFaces;
}

/** Sets up everything that was chosen; returns the exit code. Throws a UsageError that names the bill when nobody confirmed it. */
export async function setUp({
	choices,
	backend,
	asks,
	confirmed,
	approved = false,
	overridden,
	checks: known,
	faces,
}: Setup): Promise<number> {
	const describing = describe(choices, backend);
	if (!confirmed) {
		throw unconfirmed((await describing).deployment);
	}

	const [described, checks] = await Promise.all([
		describing,
		known ?? runChecks(async signal => backend.checks(choices, {signal, logFolder: faces.logFolder, asks}), overridden, faces),
	]);
	const ownerPassword = new OwnerPassword(choices.owner, backend.deploymentFolder(choices.domain));
	return run({
		program: setup,
		scope: {
			...described,
			gateways: backend.gateways(choices),
			secrets: {ownerPassword: ownerPassword.use},
			ownerPassword,
			backend,
			asks,
			planned: approved,
			refused: new Set<string>(),
		},
		preflight: {checks, overridden},
		approved,
		pace: backend.pace,
		asTyped: backend.asTyped,
		reporters: [...(await faces.reporters()), new CertificateNote(backend.deploymentFolder(choices.domain))],
	});
}

/** The desired deployment: choices, the size and its price, and a host key for the machine; and what fixes cost. */
async function describe(choices: Choices, backend: Backend): Promise<{deployment: Deployment; costs: Costs}> {
	const [{size, bill, prices}, hostKey] = await Promise.all([priced(choices, backend), generateKeyPair(choices.domain)]);
	return {deployment: describeDeployment(choices, size, hostKey, bill), costs: {bill, prices}};
}

/** Nobody was asked, and `--yes` was not given: no money is spent on that. */
function unconfirmed({choices, bill}: Deployment): UsageError {
	return new UsageError({
		code: 'unconfirmed',
		cause: `Nobody has confirmed this yet: Wasper at ${choices.domain}, on a ${choices.size} in ${choices.region}, for ${monthlyTotal(bill).toFixed(2)} ${bill.currency} a month (${priceDate(billSource(bill))}).`,
		outcome: 'Nothing was changed.',
		next: 'Add --yes to confirm it, or run the command in a terminal to be asked.',
	});
}
