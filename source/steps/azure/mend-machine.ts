import {canTakeSize, type MachineFacts} from '../../azure/machines.ts';
import {hostKeyTag} from '../../deployment/tags.ts';
import type {StepContext} from '../step.ts';
import {explainTrouble, type MachineTrouble} from './machine-state.ts';
import {refuse} from './refuse.ts';

/** Mends one trouble of a finished machine, or says why that is for the operator to do. */
export async function mendMachine(context: StepContext, machine: MachineFacts, trouble: MachineTrouble): Promise<void> {
	const {deployment, gateways} = context;
	const {machines} = gateways.azure;
	const {group} = deployment.names;
	const cause = explainTrouble(deployment, machine, trouble).cause ?? trouble;
	context.say(cause);
	switch (trouble) {
		case 'stopped': {
			return machines.start(deployment, context);
		}

		case 'no-data-disk': {
			return machines.attachDataDisk(deployment, context);
		}

		case 'other-size': {
			return resize(context, machine, cause);
		}

		case 'no-interface': {
			throw refuse(
				'azure.machine-interface',
				`The machine ${machine.name} is not joined to ${deployment.names.interface}.`,
				`Join it: az vm deallocate --resource-group ${group} --name ${machine.name}, az vm nic add --nics ${deployment.names.interface} with the same names, then run the same command again.`,
				machine.interfaceIds,
			);
		}

		case 'no-host-key': {
			throw refuse(
				'azure.host-key',
				`The machine ${machine.name} lost its tag ${hostKeyTag}, so its identity over SSH can't be proven.`,
				`Read the key through Azure with: az vm run-command invoke --resource-group ${group} --name ${machine.name} --command-id RunShellScript --scripts "cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub", set the tag to that line, then run the same command again.`,
				[machine.id],
			);
		}
	}
}

/** A resize stops the machine, so nobody gets one by a changed default: the operator is asked. */
async function resize(context: StepContext, machine: MachineFacts, cause: string): Promise<void> {
	const {deployment, gateways} = context;
	const wanted = deployment.size.name;
	const fits = canTakeSize(machine, deployment);
	const answer = fits
		? await context.ask({
				id: 'azure.resize',
				text: `${machine.name} is a ${machine.size}. Resize it to ${wanted}? Wasper is away for about two minutes.`,
				choices: [
					{value: 'resize', label: `Resize to ${wanted}`},
					{value: 'keep', label: `Keep ${machine.size}`},
				],
				fallback: 'keep',
			})
		: 'keep';
	if (answer !== 'resize') {
		throw refuse(
			'azure.size',
			`The machine ${machine.name} exists. ${cause}`,
			`Run the same command again with --size ${machine.size} to keep it as it is.`,
			[machine.id],
		);
	}

	await gateways.azure.machines.resize(deployment, context);
}
