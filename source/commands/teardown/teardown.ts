import type {Answered} from '../../answers/answers.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import {placementKeys, placementOf} from '../../answers/placement.ts';
import type {Backends} from '../../backend/backends.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import type {ResourceList} from '../../deployment/owned-resource.ts';
import {whyUnusable} from '../../deployment/subscription.ts';
import {refuseLocked} from '../../programs/teardown/locks.ts';
import {refuseOtherGroup} from '../../programs/teardown/other-group.ts';
import {teardown as program} from '../../programs/teardown/program.ts';
import {listOwned} from '../../runner/list-owned.ts';
import {deploymentSteps} from '../../steps/steps.ts';
import {wrapWords} from '../../terminal/wrap.ts';
import type {VerbContext} from '../verb.ts';
import {answerAll, confirm, savedPassword, tearDown, type Session} from './session.ts';

/** Lists what would be removed, has the name typed to confirm it, and removes it all. Returns the exit code. */
export async function teardown(parsed: Arguments, {backends, known}: VerbContext): Promise<number> {
	const given = await gatherGiven(parsed, process.env);
	return tearDown(parsed, given, async session => prepare(session, backends, known));
}

async function prepare(session: Session, backends: Backends, known: Partial<Answered> | undefined) {
	const {faces, prompter} = session;
	const answered = await answerAll(placementKeys, session, backends, known);
	const {deployment: placement, cloudflareToken} = placementOf(answered);
	const unusable = whyUnusable(answered.subscription);
	if (unusable) {
		faces.tell(({columns}) => wrapWords(`${unusable} What exists in it can still be removed.`, columns - 1));
	}

	const {target, subscription} = placement.choices;
	const backend = await backends.open(target);
	const gateways = backend.gateways({subscription, cloudflareToken});
	const call = {signal: new AbortController().signal, say() {}, retrying() {}};
	const address = await gateways.azure.addresses.find(placement, call);
	const deployment = {...placement, ...(address?.ip !== undefined && {address: address.ip})};
	const list = async (signal: AbortSignal): Promise<ResourceList> => {
		const {toRemove, toKeep} = await listOwned(deploymentSteps(), {deployment, gateways, signal});
		return {toRemove, toKeep: [...toKeep, ...(await savedPassword(backend, deployment))]};
	};

	const listing = list(new AbortController().signal);
	const planned = await (prompter?.waiting('Listing what exists', listing) ?? listing);
	if (planned.toRemove.every(({kind}) => kind === 'DNS record')) {
		await refuseOtherGroup(deployment, gateways, call);
	}

	await refuseLocked(deployment, planned.toRemove, gateways, call);

	await confirm(session, deployment, planned);
	const {pace, asTyped} = backend;
	return {program, scope: {deployment, gateways, planned, list}, removal: planned, pace, asTyped};
}
