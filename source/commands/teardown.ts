import type {Given, Settled} from '../answers/answers.ts';
import type {Arguments} from '../answers/arguments.ts';
import {settleGiven} from '../answers/complete.ts';
import {gatherGiven} from '../answers/given.ts';
import {placementKeys, placementOf} from '../answers/placement.ts';
import {wrapWords} from '../answers/wrap.ts';
import type {Call} from '../azure/call.ts';
import type {Placement} from '../deployment/deployment.ts';
import type {Inventory, Thing} from '../deployment/inventory.ts';
import {whyUnusable} from '../deployment/subscription.ts';
import {findKeptPassword} from '../environment/kept-password.ts';
import {shortPath} from '../environment/short-path.ts';
import {CancelledError, OperatorError} from '../errors/kinds.ts';
import type {RemovalSummary} from '../runner/events.ts';
import {steps} from '../steps/catalogue.ts';
import type {Gateways} from '../steps/gateways.ts';
import {refuseElsewhere, takeInventory} from '../steps/inventory.ts';
import {askMissing} from '../wizard/ask-missing.ts';
import {inventoryLines} from '../wizard/inventory-lines.ts';
import type {Prompter} from '../wizard/prompter.ts';
import {confirmByName, confirmedByFlag, unconfirmed} from './confirm-teardown.ts';
import {openFaces, type Faces} from './faces.ts';
import {unlessInterrupted} from './interrupt.ts';
import {run} from './run.ts';
import type {OpenedWorld} from './opened-world.ts';
import type {Worlds} from './worlds.ts';

const texts = {subscription: 'Which subscription is it in?', domain: 'At which name does Wasper answer?'};

/** What stands and would go, its name typed to confirm, one walk backwards, and proof that nothing is left. */
export async function teardown(parsed: Arguments, worlds: Worlds, known?: Settled): Promise<number> {
	const faces = openFaces(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	try {
		const prepared = await unlessInterrupted(prepare(parsed, faces, worlds, prompter, known)).finally(() => prompter?.close());
		return await run({mode: 'teardown', ...prepared, reporters: await faces.reporters()});
	} catch (error) {
		throw error instanceof OperatorError && error.kind === 'cancelled' ? nothingRemoved(error) : error;
	}
}

/** Everything up to the confirmation: nothing is changed. */
async function prepare(parsed: Arguments, faces: Faces, worlds: Worlds, prompter: Prompter | undefined, known: Settled | undefined) {
	const given = await gatherGiven(parsed, process.env);
	const settled = await settle(given, worlds, prompter, known);
	const {deployment, cloudflareToken} = placementOf(settled);
	const unusable = settled.subscription && whyUnusable(settled.subscription);
	if (unusable) {
		faces.tell(({columns}) => wrapWords(`${unusable} What stands in it can be removed all the same.`, columns - 1));
	}

	const {target, subscription, domain} = deployment.choices;
	const world = await worlds.open(target);
	const gateways = world.gateways({subscription, cloudflareToken});
	const look = async (signal: AbortSignal) => survey(deployment, world, gateways, signal);

	const looking = look(new AbortController().signal);
	const planned = await (prompter?.waiting('Looking for what stands', looking) ?? looking);
	if (planned.goes.every(({kind}) => kind === 'DNS record')) {
		await refuseElsewhere(deployment, gateways, quiet(new AbortController().signal));
	}

	if (planned.goes.length > 0) {
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
		steps: planned.goes.length > 0 ? steps : [],
		pace: world.pace,
		commandFlags: world.commandFlags,
		planned,
		prove: async (signal: AbortSignal) => compare(planned, await look(signal)),
	};
}

async function settle(given: Given, {open}: Worlds, prompter: Prompter | undefined, known: Settled | undefined) {
	if (prompter) {
		return askMissing(placementKeys, {given, known, openWorld: open, purpose: 'remove', texts}, prompter);
	}

	const {settled} = await settleGiven(placementKeys, {given, openWorld: open, purpose: 'remove'});
	return settled;
}

/** What stands in Azure, in DNS and on this computer. */
async function survey(deployment: Placement, world: OpenedWorld, gateways: Gateways, signal: AbortSignal): Promise<Inventory> {
	const {goes, stays} = await takeInventory(deployment, gateways, quiet(signal));
	const password = await findKeptPassword(world.deploymentFolder(deployment.choices.domain));
	const file = password && {id: password, kind: 'file', name: shortPath(password), note: "the owner's password, kept for a next time"};
	return {goes, stays: [...stays, ...(file ? [file] : [])]};
}

/** What became of the plan, by what is found when all is done. */
function compare(planned: Inventory, found: Inventory): RemovalSummary {
	const stands = ({id}: Thing) => found.goes.some(other => other.id.toLowerCase() === id.toLowerCase());
	return {removed: planned.goes.filter(thing => !stands(thing)), kept: found.stays, left: found.goes};
}

/** A look that no step takes: nobody watches it. */
function quiet(signal: AbortSignal): Call {
	return {signal, say() {}, retrying() {}};
}

function nothingRemoved(error: OperatorError): CancelledError {
	return new CancelledError({...error.explanation, outcome: 'Nothing was removed.'}, {cause: error});
}
