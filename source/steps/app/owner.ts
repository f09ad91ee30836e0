import {ActionError} from '../../errors/kinds.ts';
import type {HostReport} from '../../host/protocol.ts';
import {lookAtHost, unitFinding} from '../host/report.ts';
import type {Inspection, MachineStep} from '../step.ts';

/** The first account, which owns everything: made on the machine itself, before a stranger can reach sign-up. */
export const owner: MachineStep<'app.owner'> = {
	id: 'app.owner',
	plane: 'app',
	title: "Make the owner's account",
	needs: ['app.health'],
	looksWith: ['host.ssh'],

	async inspect(context) {
		const look = await lookAtHost(context);
		return 'finding' in look ? look.finding : judge(look.report, context.deployment.choices.owner.email);
	},

	async apply({deployment, gateways, signal, say}, finding) {
		const {email, firstName, lastName, password} = deployment.choices.owner;
		if (finding.state === 'drifted') {
			throw otherOwner(finding.evidence, email);
		}

		await gateways.host.apply('owner', {signal, say, input: {email, firstName, lastName, password: password.reveal()}});
		return {email};
	},
};

function judge({owner: found, units}: HostReport, email: string): Inspection<'app.owner'> {
	if (!found) {
		const finding = unitFinding(units.owner);
		return finding.state === 'ok' ? {state: 'absent', evidence: 'There is no account yet'} : finding;
	}

	return found.email.toLowerCase() === email.toLowerCase()
		? {state: 'ok', evidence: `Owned by ${found.email}`, result: {email: found.email}}
		: {
				state: 'drifted',
				evidence: `Owned by ${found.email}`,
				changes: [{property: 'owner', from: found.email, to: email}],
				cause: `The first account is ${found.email} and not ${email}.`,
				blocked: otherOwner('', email).explanation.next ?? '',
			};
}

function otherOwner(evidence: string, email: string): ActionError {
	return new ActionError({
		code: 'app.otherOwner',
		cause: `Wasper already has an owner, and it is not ${email}.`,
		outcome: 'The account was left as it is.',
		next: 'If you know that address, run again with it as --owner-email. If nobody does, a stranger was faster: tear this deployment down and set it up anew.',
		evidence: [evidence],
	});
}
