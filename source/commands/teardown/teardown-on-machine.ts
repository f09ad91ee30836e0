import {gatherGiven} from '../../answers/input/given.ts';
import {sitePlacementKeys, sitePlacementOf} from '../../answers/placement.ts';
import type {Backends} from '../../backend/backends.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import type {ResourceList} from '../../deployment/owned-resource.ts';
import {teardownOnMachine as program} from '../../programs/teardown/on-machine.ts';
import {refuseOtherDomain} from '../../programs/teardown/other-domain.ts';
import {listOwned} from '../../runner/list-owned.ts';
import {describeMachine} from '../../steps/machine.ts';
import {machineSteps} from '../../steps/steps.ts';
import {findGivenMachine} from '../machine/given-machine.ts';
import {answerAll, confirm, savedPassword, tearDown, type Session} from './session.ts';

/** Seconds for a machine that runs. */
const connectSeconds = 30;

/** Removes Wasper from a machine that is kept, and its DNS record. Returns the exit code. */
export async function teardownOnMachine(parsed: Arguments, backends: Backends, place: string): Promise<number> {
	const {answers, origins} = await gatherGiven(parsed, process.env);
	// There is nothing to choose between: the machine is named, and only a rehearsal has to be asked for.
	const given = {answers: {target: 'azure', ...answers}, origins};
	return tearDown(parsed, given, async session => prepare(session, backends, place));
}

async function prepare(session: Session, backends: Backends, place: string) {
	const {parsed, given, prompter} = session;
	const {signal} = new AbortController();
	const backend = await backends.open(given.answers.target === 'sandbox' ? 'sandbox' : 'azure');
	const target = await findGivenMachine(parsed, place, given, backend, prompter);
	const {deployment: placement, cloudflareToken} = sitePlacementOf(await answerAll(sitePlacementKeys, session, backends));

	const {address: ip, hostKey, user, port} = target;
	const deployment = {...placement, address: ip};
	const machine = describeMachine({given: {ip}});
	const gateways = backend.machineGateways({cloudflareToken});
	const host = gateways.hosts.machine(machine.name);
	const list = async (until: AbortSignal): Promise<ResourceList> => {
		const {toRemove, toKeep} = await listOwned(machineSteps(machine), {deployment, gateways, signal: until});
		return {toRemove, toKeep: [...toKeep, ...(await savedPassword(backend, deployment))]};
	};

	try {
		await host.connect(target, {signal, say() {}, deadlineSeconds: connectSeconds});
		const listing = list(signal);
		const planned = await (prompter?.waiting('Listing what exists', listing) ?? listing);
		await refuseOtherDomain(deployment, host, signal);
		await confirm(session, deployment, planned);
		const {pace, asTyped} = backend;
		const scope = {deployment, gateways, machine, given: {ip, hostKey, user, port}, planned, list};
		return {program, scope, removal: planned, pace, asTyped};
	} catch (error) {
		gateways.hosts.close();
		throw error;
	}
}
