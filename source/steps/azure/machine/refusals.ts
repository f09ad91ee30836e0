import type {MachineFacts} from '../../../azure/resources/machines.ts';
import type {Deployment} from '../../../deployment/deployment.ts';
import {hostKeyTag} from '../../../deployment/tags.ts';
import type {ActionError} from '../../../errors/kinds.ts';
import {refuse} from '../refuse.ts';

/** What is wrong with a machine and for the operator to mend, each with the way to do it. */

export function refuseWithoutInterface({names}: Deployment, machine: MachineFacts): ActionError {
	return refuse(
		'azure.machine-interface',
		`The machine ${machine.name} is not joined to ${names.interface}.`,
		`Join it: az vm deallocate --resource-group ${names.group} --name ${machine.name}, az vm nic add --nics ${names.interface} with the same names, then run the same command again.`,
		machine.interfaceIds,
	);
}

export function refuseWithoutHostKey({names}: Deployment, machine: MachineFacts): ActionError {
	return refuse(
		'azure.host-key',
		`The machine ${machine.name} lost its tag ${hostKeyTag}, so its identity over SSH can't be proven.`,
		`Read the key through Azure with: az vm run-command invoke --resource-group ${names.group} --name ${machine.name} --command-id RunShellScript --scripts "cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub", set the tag to that line, then run the same command again.`,
		[machine.id],
	);
}

export function refuseOtherSize(machine: MachineFacts, cause: string): ActionError {
	return refuse(
		'azure.size',
		`The machine ${machine.name} exists. ${cause}`,
		`Run the same command again with --size ${machine.size} to keep it as it is.`,
		[machine.id],
	);
}
