import type {Given} from '../../answers/answers.ts';
import {checkHostPlace, requireNumber} from '../../answers/checks/host-place.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import {keepHostKey, knownHostKey} from '../../environment/known-host.ts';
import {ActionError, UsageError} from '../../errors/kinds.ts';
import type {HostGateway, HostTarget} from '../../host/gateway.ts';
import {fingerprint} from '../../host/host-key.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import type {Backend} from '../../backend/backend.ts';

export interface NamedMachine {
	/** `user@address` as it was given. */
	place: string;
	/** Fingerprint that the operator vouches for. */
	vouched: string | undefined;
	sshKey: string | undefined;
}

/** The machine at an address, with its host key pinned: as it was accepted before, or now by a person or a flag. */
export async function nameMachine(
	{place, vouched, sshKey}: NamedMachine,
	backend: Backend,
	host: HostGateway,
	prompter: Prompter | undefined,
	signal: AbortSignal,
): Promise<HostTarget> {
	const verdict = checkHostPlace(place);
	if (!verdict.ok) {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: `--host: ${verdict.problem}`,
			outcome: 'Nothing was changed.',
			next: 'create-wasper-azure --help',
		});
	}

	const {user, address, port} = verdict.value;
	if (!backend.reaches(address, port)) {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: `--host: ${address} is not a machine in the sandbox, and a rehearsal does not connect to real machines.`,
			outcome: 'Nothing was changed.',
			next: 'Leave out --sandbox to set that machine up for real, or rehearse with one that the sandbox created.',
		});
	}

	const kept = await knownHostKey(`${address}:${port}`);
	// A different key in --host-key means that the machine was created again.
	const known = kept && (vouched === undefined || vouched === fingerprint(kept)) ? kept : undefined;
	const hostKey = known ?? (await host.showHostKey({address, port}, signal));
	if (!known) {
		await accept(`${address}:${port}`, hostKey, vouched, prompter);
		await keepHostKey(`${address}:${port}`, hostKey);
	}

	const privateKeyPath = sshKey ?? (await backend.sshKeys())[0]?.path ?? backend.newKeyPath;
	return {user, address, port, privateKeyPath, hostKey, given: true};
}

/** The machine that `--host` names, with its host key pinned. Throws when its address is a host name: the DNS record needs a number. */
export async function findGivenMachine(
	{flags}: Arguments,
	place: string,
	{answers}: Given,
	backend: Backend,
	prompter: Prompter | undefined,
): Promise<HostTarget> {
	const named = {place, vouched: flags['host-key'], sshKey: answers.sshKey};
	const machine = await nameMachine(named, backend, backend.host(), prompter, new AbortController().signal);
	requireNumber(machine);
	return machine;
}

/** Throws unless a flag or a person says that this key is the machine's. */
async function accept(place: string, hostKey: string, vouched: string | undefined, prompter: Prompter | undefined): Promise<void> {
	const shown = fingerprint(hostKey);
	if (vouched === shown) {
		return;
	}

	if (vouched !== undefined) {
		throw new ActionError({
			code: 'ssh.hostKey',
			cause: `The machine at ${place} presents a different SSH host key than the one given with --host-key.`,
			outcome: 'Nothing was sent to it.',
			next: 'Compare with what the machine itself says: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
			evidence: [`expected ${vouched}`, `shown    ${shown}`],
		});
	}

	if (!prompter) {
		throw new UsageError({
			code: 'ssh.hostKeyUnknown',
			cause: `The machine at ${place} is not known on this computer yet; it shows the SSH host key ${shown}.`,
			outcome: 'Nothing was sent to it.',
			next: `Compare it on the machine (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then add --host-key ${shown}`,
		});
	}

	const answer = await prompter.choose(`The machine at ${place} shows the SSH host key ${shown}. Is that its key?`, [
		{value: 'no', label: 'No, or I am not sure'},
		{value: 'yes', label: 'Yes, I have compared it'},
	]);
	if (answer !== 'yes') {
		throw new ActionError({
			code: 'ssh.hostKeyUnknown',
			cause: `The SSH host key of ${place} was not accepted.`,
			outcome: 'Nothing was sent to it.',
			next: 'Compare it on the machine: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
		});
	}
}
