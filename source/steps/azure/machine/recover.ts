import {canTakeSize, type MachineFacts} from '../../../azure/resources/machines.ts';
import type {StepContext} from '../../step.ts';
import {refuse} from '../refuse.ts';

/** Brings back a machine that Azure could not finish; undefined when it was removed to be made anew. */
export async function recoverMachine(context: StepContext, found: MachineFacts): Promise<MachineFacts | undefined> {
	const {deployment, gateways} = context;
	const {machines} = gateways.azure;
	if (!found.hasOsDisk) {
		context.say(`Azure never made a disk for ${found.name}; removing it and making it anew`);
		return remove(context);
	}

	context.say(`Azure could not finish ${found.name} (${found.problem ?? found.provisioningState})`);
	if (found.power === 'running') {
		await machines.reapply(deployment, context);
	} else if (!canTakeSize(found, deployment)) {
		return replace(context, found);
	} else if (found.size === deployment.size.name) {
		await machines.start(deployment, context);
	} else {
		// It does not run, so another size takes nothing away from anybody.
		await machines.resize(deployment, context);
	}

	return machines.find(deployment, context);
}

/** A failed machine can't take the chosen size, so only another machine can: that loses its system disk, and is asked. */
async function replace(context: StepContext, found: MachineFacts): Promise<undefined> {
	const {size, names} = context.deployment;
	const answer = await context.ask({
		id: 'azure.replace',
		text: `${found.name} failed as ${found.size}, and ${size.name} boots from another kind of disk bus. Remove it with its system disk and make it anew? The data disk and the address stay.`,
		choices: [
			{value: 'replace', label: `Make it anew as ${size.name}`},
			{value: 'keep', label: 'Leave it as it is'},
		],
		agreed: 'replace',
		fallback: 'keep',
	});
	if (answer !== 'replace') {
		throw refuse(
			'azure.replace',
			`The machine ${found.name} failed as ${found.size}, and ${size.name} boots from another kind of disk bus.`,
			`Run the same command again with --size ${found.size}, or remove the machine first (its data disk and address stay): az vm delete --yes --resource-group ${names.group} --name ${found.name}`,
			[found.id],
		);
	}

	return remove(context);
}

/** Removes the machine; its interface goes with it, and comes back at once for the next. */
async function remove(context: StepContext): Promise<undefined> {
	const {deployment, gateways} = context;
	const {machines, interfaces} = gateways.azure;
	await machines.remove(deployment, context);
	if (!(await interfaces.find(deployment, context))) {
		await interfaces.create(deployment, context);
	}

	return undefined;
}
