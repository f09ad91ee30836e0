import {ActionError} from '../../errors/kinds.ts';
import type {HostReport} from '../../host/protocol.ts';
import type {Inspection} from '../../plan/finding.ts';
import {handle} from '../handle.ts';
import {inspectHost} from '../host/report.ts';
import {sshConnection} from '../host/results.ts';
import {instanceId, type Machine} from '../machine.ts';
import type {StepSecrets} from '../secrets.ts';
import {machineStep} from '../step.ts';
import {healthyApp} from './health.ts';

/** The first account. */
export function ownerAccount(machine: Machine) {
	return handle<{email: string}>(instanceId('app.owner', machine));
}

/** The first account, which owns everything: created on the machine itself, before a visitor can reach sign-up. */
export function ownerStep(machine: Machine, givePassword: StepSecrets['ownerPassword']) {
	const id = instanceId('app.owner', machine);
	return machineStep({
		id,
		plane: 'app',
		title: "Create the owner's account",
		needs: {app: healthyApp(machine), ssh: sshConnection(machine)},
		gives: ownerAccount(machine),
		inspectsWith: ['ssh'],

		async inspect(context) {
			return inspectHost(id, machine, context, report => assess(report, context.deployment.choices.owner.email));
		},

		async apply({deployment, gateways, signal, say}, findings) {
			const {email, firstName, lastName} = deployment.choices.owner;
			const other = findings.find(({code}) => code === otherOwnerCode);
			if (other) {
				throw otherOwner(other.evidence, email);
			}

			if (!givePassword) {
				throw new Error('the owner’s account is to be created without a password');
			}

			const password = await givePassword();
			const input = {email, firstName, lastName, password: password.reveal()};
			await gateways.hosts.machine(machine.name).apply('owner', {signal, say, input});
			return {email};
		},
	});
}

const otherOwnerCode = 'app.owner.other';

function assess({owner, units}: HostReport, email: string): Inspection<{email: string}> {
	if (!owner) {
		const {findings} = units.owner;
		const evidence = 'there is no account yet';
		return findings.length === 0
			? {evidence, findings: [{code: 'app.owner.absent', state: 'absent', evidence}]}
			: {evidence: units.owner.evidence, findings};
	}

	const evidence = `owned by ${owner.email}`;
	return owner.email.toLowerCase() === email.toLowerCase()
		? {evidence, findings: [], result: {email: owner.email}}
		: {
				evidence,
				findings: [
					{
						code: otherOwnerCode,
						state: 'drifted',
						evidence,
						changes: [{property: 'owner', from: owner.email, to: email}],
						cause: `The first account is ${owner.email}, not ${email}.`,
						blocked: otherOwner('', email).explanation.next ?? '',
					},
				],
			};
}

function otherOwner(evidence: string, email: string): ActionError {
	return new ActionError({
		code: 'app.otherOwner',
		cause: `Wasper already has an owner, and it is not ${email}.`,
		outcome: 'The account was not changed.',
		next: 'If you know that address, run again with it as --owner-email. If nobody does, a visitor signed up first: delete this deployment with teardown and create it again.',
		evidence: [evidence],
	});
}
