import type {Given, Answered} from '../../answers/answers.ts';
import type {Arguments} from '../../answers/input/arguments.ts';
import {validateGiven} from '../../answers/complete.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import {placementKeys, placementOf} from '../../answers/placement.ts';
import {wrapWords} from '../../terminal/wrap.ts';
import type {Call} from '../../azure/client/call.ts';
import type {Placement} from '../../deployment/deployment.ts';
import type {ResourceList, OwnedResource} from '../../deployment/owned-resource.ts';
import {whyUnusable} from '../../deployment/subscription.ts';
import {findSavedPassword} from '../../environment/saved-password.ts';
import {shortPath} from '../../environment/short-path.ts';
import {CancelledError, OperatorError} from '../../errors/kinds.ts';
import type {RemovalSummary} from '../../runner/events.ts';
import {steps} from '../../steps/steps.ts';
import type {Gateways} from '../../steps/gateways.ts';
import {refuseElsewhere, listOwned} from '../../steps/owned.ts';
import {askMissing} from '../../wizard/ask-missing.ts';
import {inventoryLines} from '../../reporters/inventory.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import {confirmByName, confirmedByFlag, unconfirmed} from './confirm.ts';
import {openFaces, type Faces} from '../faces.ts';
import {unlessInterrupted} from '../../programs/interrupt.ts';
import {run} from '../../programs/run.ts';
import type {Backend} from '../../backend/backend.ts';
import type {Backends} from '../../backend/backends.ts';

const texts = {subscription: 'Which subscription is it in?', domain: 'At which name does Wasper answer?'};

/** What stands and would go, its name typed to confirm, one walk backwards, and proof that nothing is left. */
export async function teardown(parsed: Arguments, backends: Backends, known?: Partial<Answered>): Promise<number> {
	const faces = openFaces(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	try {
		const prepared = await unlessInterrupted(prepare(parsed, faces, backends, prompter, known)).finally(() => prompter?.close());
		return await run({mode: 'teardown', ...prepared, reporters: await faces.reporters()});
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
		faces.tell(({columns}) => wrapWords(`${unusable} What stands in it can be removed all the same.`, columns - 1));
	}

	const {target, subscription, domain} = deployment.choices;
	const backend = await backends.open(target);
	const gateways = backend.gateways({subscription, cloudflareToken});
	const look = async (signal: AbortSignal) => survey(deployment, backend, gateways, signal);

	const looking = look(new AbortController().signal);
	const planned = await (prompter?.waiting('Looking for what stands', looking) ?? looking);
	if (planned.toRemove.every(({kind}) => kind === 'DNS record')) {
		await refuseElsewhere(deployment, gateways, quiet(new AbortController().signal));
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
		deployment,
		gateways,
		steps: planned.toRemove.length > 0 ? steps : [],
		pace: backend.pace,
		commandFlags: backend.commandFlags,
		planned,
		prove: async (signal: AbortSignal) => compare(planned, await look(signal)),
	};
}

async function answerAll(given: Given, {open}: Backends, prompter: Prompter | undefined, known: Partial<Answered> | undefined) {
	if (prompter) {
		return askMissing(placementKeys, {given, known, openSource: open, purpose: 'remove', texts}, prompter);
	}

	const {answered} = await validateGiven(placementKeys, {given, openSource: open, purpose: 'remove'});
	return answered;
}

/** What stands in Azure, in DNS and on this computer. */
async function survey(deployment: Placement, backend: Backend, gateways: Gateways, signal: AbortSignal): Promise<ResourceList> {
	const {toRemove: goes, toKeep: stays} = await listOwned(deployment, gateways, quiet(signal));
	const password = await findSavedPassword(backend.deploymentFolder(deployment.choices.domain));
	const file = password && {id: password, kind: 'file', name: shortPath(password), note: "the owner's password, kept for a next time"};
	return {toRemove: goes, toKeep: [...stays, ...(file ? [file] : [])]};
}

/** What became of the plan, by what is found when all is done. */
function compare(planned: ResourceList, found: ResourceList): RemovalSummary {
	const stands = ({id}: OwnedResource) => found.toRemove.some(other => other.id.toLowerCase() === id.toLowerCase());
	return {removed: planned.toRemove.filter(thing => !stands(thing)), kept: found.toKeep, left: found.toRemove};
}

/** A look that no step takes: nobody watches it. */
function quiet(signal: AbortSignal): Call {
	return {signal, say() {}, retrying() {}};
}

function nothingRemoved(error: OperatorError): CancelledError {
	return new CancelledError({...error.explanation, outcome: 'Nothing was removed.'}, {cause: error});
}
