import type {Site} from '../../deployment/deployment.ts';
import type {MachineGateways} from '../../steps/gateways.ts';
import {givenMachine} from '../../steps/host/given-machine.ts';
import type {GivenIdentity, Machine} from '../../steps/machine.ts';
import type {OnMachine} from '../../steps/step.ts';
import type {StepSecrets} from '../../steps/secrets.ts';
import {machineSteps} from '../../steps/steps.ts';
import type {Program} from '../program.ts';
import {stopOrUndo} from '../stop-question.ts';
import {secretPlaces, type OwnerPassword} from './owner-password.ts';
import {setupWords} from './words.ts';

/** What a setup on a machine works on that exists already. */
export interface OnMachineScope {
	deployment: Site;
	gateways: MachineGateways;
	machine: Machine;
	/** What `--host` and the operator say of it. */
	given: {ip: string} & GivenIdentity;
	secrets: StepSecrets;
	ownerPassword: OwnerPassword;
	/** `user@address` as it was given. */
	host: string;
}

/** The setup without Azure. */
export const setupOnMachine: Program<OnMachineScope, OnMachine> = {
	id: 'setup',
	order: 'needs',
	steps: ({machine, given, secrets}) => [...givenMachine(machine, given), ...machineSteps(machine, secrets)],
	decide: (_, findings) => (findings.length === 0 ? 'keep' : 'apply'),
	words: ({deployment}) => setupWords(deployment),
	stopQuestion: stopOrUndo,
	ifStopped: () => ({outcome: 'What was created is kept.', next: 'Run the same command again to go on.'}),
	async prove({scope, planes}) {
		const {deployment, ownerPassword, host} = scope;
		const {url, choices} = deployment;
		const {email} = choices.owner;
		return {
			summary: {
				url,
				owner: email,
				secrets: await secretPlaces(ownerPassword, choices.sshKey.privateKeyPath),
				planes,
				sandbox: choices.target === 'sandbox',
				next: [
					`Open ${url} and sign in as ${email}`,
					`create-wasper-azure status --host ${host}`,
					`create-wasper-azure teardown --host ${host} removes it from the machine`,
				],
			},
		};
	},
};
