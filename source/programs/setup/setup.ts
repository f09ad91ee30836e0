import {stops, type Check} from '../../plan/check.ts';
import type {Choices, SiteChoices} from '../../deployment/choices.ts';
import {billSource, monthlyTotal} from '../../deployment/billing/bill.ts';
import {priceDate} from '../../deployment/billing/prices.ts';
import {describeDeployment, type Deployment} from '../../deployment/deployment.ts';
import {UsageError} from '../../errors/kinds.ts';
import {savePassword} from '../../environment/saved-password.ts';
import {shortPath} from '../../environment/short-path.ts';
import {generateKeyPair} from '../../host/ssh-keys.ts';
import {preflightFailure} from '../../preflight/refusal.ts';
import {checkCount, checkNotes} from '../../reporters/check-lines.ts';
import type {Summary} from '../../runner/events.ts';
import {steps} from '../../steps/steps.ts';
import {CertificateNote} from './certificate-note.ts';
import {recoverFromShortage} from './shortage.ts';
import type {Faces} from '../../commands/faces.ts';
import {untilInterrupted} from '../interrupt.ts';
import {priced} from '../../backend/priced.ts';
import {preflightEvent, run} from '../run.ts';
import type {Backend} from '../../backend/backend.ts';

export interface Setup {
	choices: Choices;
	backend: Backend;
	/** Whether somebody can be asked in the middle of the run. */
	asks: boolean;
	/** Whether the operator has seen the bill and said yes. */
	confirmed: boolean;
	/** Whether a plan was approved that says what steps would ask about. */
	approved?: boolean;
	/** Ids of the checks in spite of which the operator goes on. */
	overridden: ReadonlySet<string>;
	/** The checks, where they were asked and judged before. */
	checks?: readonly Check[];
	faces: Pick<Faces, 'reporters' | 'record' | 'show' | 'logFolder'>;
}

/** Makes everything that was chosen; returns the exit code. Throws a UsageError that names the bill when nobody confirmed it. */
export async function setUp({
	choices,
	backend,
	asks,
	confirmed,
	approved = false,
	overridden,
	checks: judged,
	faces,
}: Setup): Promise<number> {
	const describing = describe(choices, backend);
	if (!confirmed) {
		throw unconfirmed(await describing);
	}

	const [deployment, checks] = await Promise.all([describing, judged ?? preflight({choices, backend, asks, overridden, faces})]);

	const {owner, secrets} = await keepSecrets(choices, backend);
	return run({
		mode: 'create',
		ifStopped: {
			outcome: `What was made is kept${choices.target === 'azure' ? ', and goes on costing money' : ''}.`,
			next: `Run the same command again to go on, or \`create-wasper-azure teardown\` to remove it.`,
		},
		preflight: {checks, overridden},
		approved,
		deployment: {...deployment, choices: {...choices, owner}},
		gateways: backend.gateways(choices),
		steps,
		pace: backend.pace,
		asTyped: backend.asTyped,
		reporters: [...(await faces.reporters()), new CertificateNote(backend.deploymentFolder(choices.domain))],
		summary: (planes, made) => summarize(made, secrets, planes),
		onFailure: recoverFromShortage(backend, {asks, planned: approved}),
	});
}

/** Asks everything that can go wrong, and tells it. Returns all checks; throws an ActionError that lists what must not be so. */
async function preflight({
	choices,
	backend,
	asks,
	overridden,
	faces,
}: Omit<Setup, 'confirmed' | 'approved' | 'checks'>): Promise<readonly Check[]> {
	const checks = await untilInterrupted(async signal => backend.checks(choices, {signal, logFolder: faces.logFolder, asks}));
	const stopping = checks.filter(check => stops(check, overridden));
	// What stops the run is told by its error.
	const others = checks.filter(check => !stopping.includes(check));
	faces.show(style => [...checkCount(checks, style), ...checkNotes(others, overridden, style)]);
	if (stopping.length > 0) {
		await faces.record(preflightEvent({checks, overridden}));
		throw preflightFailure(stopping);
	}

	return checks;
}

/** The desired deployment: choices, with what the world says of the size and its price, and a host key for the machine. */
async function describe(choices: Choices, backend: Backend): Promise<Deployment> {
	const [{size, bill}, hostKey] = await Promise.all([priced(choices, backend), generateKeyPair(choices.domain)]);
	return describeDeployment(choices, size, hostKey, bill);
}

/** The owner with the password that counts, and where secrets are kept. */
export async function keepSecrets(
	{owner, domain, sshKey}: SiteChoices,
	backend: Backend,
): Promise<Pick<SiteChoices, 'owner'> & Pick<Summary, 'secrets'>> {
	const kept = owner.generated ? await savePassword(backend.deploymentFolder(domain), owner.password) : undefined;
	return {
		owner: {...owner, ...(kept && {password: kept.password})},
		secrets: [
			...(kept ? [{what: "Owner's password", where: shortPath(kept.path)}] : []),
			{what: 'SSH key', where: shortPath(sshKey.privateKeyPath)},
			{what: 'Keys of Wasper and its database', where: 'on the machine, readable by root only'},
		],
	};
}

/** Nobody was asked, and `--yes` was not given: no money is spent on that. */
function unconfirmed({choices, bill}: Deployment): UsageError {
	return new UsageError({
		code: 'unconfirmed',
		cause: `Nobody has confirmed this yet: Wasper at ${choices.domain}, on a ${choices.size} in ${choices.region}, for ${monthlyTotal(bill).toFixed(2)} ${bill.currency} a month (${priceDate(billSource(bill))}).`,
		outcome: 'Nothing was begun.',
		next: 'Add --yes to confirm it, or run the command in a terminal to be asked.',
	});
}

function summarize({choices, url, adminUser, bill}: Deployment, secrets: Summary['secrets'], planes: Summary['planes']): Summary {
	return {
		url,
		owner: choices.owner.email,
		secrets,
		monthly: monthlyTotal(bill),
		currency: bill.currency,
		priceSource: billSource(bill),
		// Two currencies can't be held against each other.
		...(bill.currency === choices.currency && {budget: choices.budget}),
		planes,
		sandbox: choices.target === 'sandbox',
		next:
			choices.target === 'sandbox'
				? ['The same command without its --sandbox flags does it for real', 'create-wasper-azure teardown ends the rehearsal']
				: [
						`Open ${url} and sign in as ${choices.owner.email}`,
						`ssh -i ${shortPath(choices.sshKey.privateKeyPath)} ${adminUser}@${choices.domain}`,
						'create-wasper-azure status',
					],
	};
}
