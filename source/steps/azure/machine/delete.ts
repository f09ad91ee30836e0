import type {Attachment} from '../../../azure/resources/machine-facts.ts';
import {idsOf, sameId} from '../../../azure/resources/resource.ts';
import {isOurs} from '../../../deployment/tags.ts';
import type {RemovalContext} from '../../step.ts';
import {lastName} from '../resource-name.ts';

/**
 * Deletes the machine with its OS disk and our interface. Whatever else Azure would delete with it – a disk, interface or address of
 * somebody else, and our own data disk and address – is set to be kept first.
 */
export async function deleteMachine(context: RemovalContext): Promise<void> {
	const {deployment, gateways} = context;
	const {machines, interfaces} = gateways.azure;
	const [machine, found] = await Promise.all([machines.find(deployment, context), interfaces.find(deployment, context)]);
	const {osDisk, interface: own} = idsOf(deployment);
	const mayGo = [osDisk, ...(found && isOurs(found.tags) ? [own] : [])];
	const attached = machine ? [...(machine.osDisk ? [machine.osDisk] : []), ...machine.dataDisks, ...machine.interfaces] : [];
	const kept = deletedWithMachine(attached).filter(id => !mayGo.some(one => sameId(one, id)));
	const addresses = deletedWithMachine(found?.addresses ?? []);
	if (kept.length + addresses.length > 0) {
		context.say(
			`Azure would delete ${[...kept, ...addresses].map(id => lastName(id)).join(', ')} with the virtual machine; set to be kept`,
		);
	}

	if (addresses.length > 0) {
		await interfaces.keepAddresses(deployment, addresses, context);
	}

	if (kept.length > 0) {
		await machines.keepWhenDeleted(deployment, kept, context);
	}

	await machines.remove(deployment, context);
}

function deletedWithMachine(attached: readonly Attachment[]): string[] {
	return attached.flatMap(({id, deletedWithMachine: isDeleted}) => (isDeleted ? [id] : []));
}
