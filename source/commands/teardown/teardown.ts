import type {Answered, Given} from '../../answers/answers.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import {validateGiven} from '../../answers/complete.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import {placementKeys, placementOf} from '../../answers/placement.ts';
import {wrapWords} from '../../terminal/wrap.ts';
import type {Placement} from '../../deployment/deployment.ts';
import type {ResourceList} from '../../deployment/owned-resource.ts';
import {whyUnusable} from '../../deployment/subscription.ts';
import {findSavedPassword} from '../../environment/saved-password.ts';
import {shortPath} from '../../environment/short-path.ts';
import {CancelledError, OperatorError} from '../../errors/kinds.ts';
import {listOwned} from '../../runner/list-owned.ts';
import {deploymentSteps} from '../../steps/steps.ts';
import type {Gateways} from '../../steps/gateways.ts';
import {askMissing} from '../../wizard/ask-missing.ts';
import {inventoryLines} from '../../reporters/inventory.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import {confirmByName, confirmedByFlag, unconfirmed} from './confirm.ts';
import {openFaces, type Faces} from '../faces.ts';
import {unlessInterrupted} from '../../programs/interrupt.ts';
import {run} from '../../programs/run.ts';
import {refuseOtherGroup} from '../../programs/teardown/other-group.ts';
import {teardown as program} from '../../programs/teardown/program.ts';
import type {Backend} from '../../backend/backend.ts';
import type {Backends} from '../../backend/backends.ts';
import type {VerbContext} from '../verb.ts';

const texts = {subscription: 'Which subscription is it in?', domain: 'At which name does Wasper answer?'};

/** Lists what would be removed, has the name typed to confirm it, and removes it all. Returns the exit code. */
export async function teardown(parsed: Arguments, {backends, known}: VerbContext): Promise<number> {
	const faces = openFaces(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	try {
		const prepared = await unlessInterrupted(prepare(parsed, faces, backends, prompter, known)).finally(() => prompter?.close());
		return await run({program, ...prepared, reporters: await faces.reporters()});
	} catch (error) {
		throw error instanceof OperatorError && error.kind === 'cancelled' ? nothingRemoved(error) : error;
	}
}

/** Everything up to the confirmation: nothing is changed. */
async function prepare(
	parsed: Arguments,
	faces: Faces,
	backends: Backends,
	prompter: Prompter | undefined,
	known: Partial<Answered> | undefined,
) {
	const given = await gatherGiven(parsed, process.env);
	const answered = await answerAll(given, backends, prompter, known);
	const {deployment, cloudflareToken} = placementOf(answered);
	const unusable = whyUnusable(answered.subscription);
	if (unusable) {
		faces.tell(({columns}) => wrapWords(`${unusable} What exists in it can still be removed.`, columns - 1));
	}

	const {target, subscription, domain} = deployment.choices;
	const backend = await backends.open(target);
	const gateways = backend.gateways({subscription, cloudflareToken});
	const list = async (signal: AbortSignal) => listAll(deployment, backend, gateways, signal);

	const listing = list(new AbortController().signal);
	const planned = await (prompter?.waiting('Listing what exists', listing) ?? listing);
	if (planned.toRemove.every(({kind}) => kind === 'DNS record')) {
		await refuseOtherGroup(deployment, gateways, {signal: new AbortController().signal, say() {}, retrying() {}});
	}

	if (planned.toRemove.length > 0) {
		const confirmed = confirmedByFlag(parsed, given);
		if (!confirmed && !prompter) {
			throw unconfirmed(parsed, domain, planned);
		}

		faces.tell(style => inventoryLines(deployment.choices, planned, style));
		if (!confirmed && prompter) {
			await confirmByName(domain, prompter);
		}
	}

	return {
		scope: {deployment, gateways, planned, list},
		removal: planned,
		pace: backend.pace,
		asTyped: backend.asTyped,
	};
}

async function answerAll(given: Given, {open}: Backends, prompter: Prompter | undefined, known: Partial<Answered> | undefined) {
	if (prompter) {
		return askMissing(placementKeys, {given, known, openSource: open, purpose: 'remove', texts}, prompter);
	}

	const {answered} = await validateGiven(placementKeys, {given, openSource: open, purpose: 'remove'});
	return answered;
}

/** What exists in Azure, in DNS and on this computer. */
async function listAll(deployment: Placement, backend: Backend, gateways: Gateways, signal: AbortSignal): Promise<ResourceList> {
	const {toRemove, toKeep} = await listOwned(deploymentSteps(), {deployment, gateways, signal});
	const password = await findSavedPassword(backend.deploymentFolder(deployment.choices.domain));
	const file = password && {id: password, kind: 'file', name: shortPath(password), note: "the owner's password, kept for another setup"};
	return {toRemove, toKeep: [...toKeep, ...(file ? [file] : [])]};
}

function nothingRemoved(error: OperatorError): CancelledError {
	return new CancelledError({...error.explanation, outcome: 'Nothing was removed.'}, {cause: error});
}
