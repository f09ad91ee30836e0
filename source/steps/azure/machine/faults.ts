import type {MachineFacts} from '../../../azure/resources/machine-facts.ts';
import {idsOf, sameId} from '../../../azure/resources/resource.ts';
import {hostKeyTag} from '../../../deployment/tags.ts';
import {refusedFault, type Fault} from '../fault.ts';
import {refuse} from '../refuse.ts';
import {deletedWithMachineFault, detachedFault} from './data-disk.ts';
import {describeMachine} from './describe.ts';
import {failedFaults} from './failed.ts';
import {sizeFault} from './size.ts';

/** Everything that can be wrong with a virtual machine of ours, in the order of repair: what only the operator can repair comes before any change. */
export const machineFaults: ReadonlyArray<Fault<MachineFacts>> = [
	refusedFault({
		code: 'azure.machine.host-key',
		detect: (_, found) => found.hasOsDisk && !found.tags[hostKeyTag],
		explain: (wanted, found) => ({
			state: 'broken',
			evidence: describeMachine(wanted, found),
			cause: `Its tag ${hostKeyTag} is missing, so its identity over SSH cannot be verified.`,
		}),
		refuse: ({names}, found) =>
			refuse(
				'azure.host-key',
				`The virtual machine ${found.name} lost its tag ${hostKeyTag}, so its identity over SSH cannot be verified.`,
				`Read the key through Azure with: az vm run-command invoke --resource-group ${names.group} --name ${found.name} --command-id RunShellScript --scripts "cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub", set the tag to that line, then run the same command again.`,
				[found.id],
			),
	}),
	refusedFault({
		code: 'azure.machine.interface',
		detect: (wanted, found) => found.hasOsDisk && !found.interfaces.some(({id}) => sameId(id, idsOf(wanted).interface)),
		explain: (wanted, found) => ({
			state: 'broken',
			evidence: describeMachine(wanted, found),
			changes: [{property: 'interface', to: wanted.names.interface}],
			cause: `The network interface ${wanted.names.interface} is not attached to it.`,
		}),
		refuse: ({names}, found) =>
			refuse(
				'azure.machine-interface',
				`The network interface ${names.interface} is not attached to the virtual machine ${found.name}.`,
				`Attach it: az vm deallocate --resource-group ${names.group} --name ${found.name}, az vm nic add --nics ${names.interface} with the same names, then run the same command again.`,
				found.interfaces.map(({id}) => id),
			),
	}),
	...failedFaults,
	detachedFault,
	deletedWithMachineFault,
	{
		code: 'azure.machine.boot-diagnostics',
		detect: (_, found) => found.hasOsDisk && !found.bootDiagnostics,
		explain: (wanted, found) => ({
			state: 'drifted',
			evidence: describeMachine(wanted, found),
			changes: [{property: 'boot diagnostics', from: 'off', to: 'on'}],
			cause: 'Its boot diagnostics are off, so its console could not be read when SSH does not answer.',
			fix: 'Turns them on.',
		}),
		repair: async context => context.gateways.azure.machines.enableBootDiagnostics(context.deployment, context),
	},
	sizeFault,
	{
		code: 'azure.machine.stopped',
		detect: (_, found) => found.provisioningState === 'Succeeded' && found.power !== 'running',
		explain: (wanted, found) => ({
			state: 'drifted',
			evidence: describeMachine(wanted, found),
			changes: [{property: 'power', ...(found.power !== undefined && {from: found.power}), to: 'running'}],
			cause: `It is ${found.power ?? 'not running'}.`,
			fix: 'Starts it.',
			// A deallocated machine costs its disks and its address only.
			...(found.power === 'deallocated' && {billing: {adds: ['machine']}}),
		}),
		repair: async context => context.gateways.azure.machines.start(context.deployment, context),
	},
];
