import {canTakeSize, type MachineFacts} from '../../../azure/resources/machines.ts';
import type {StepContext} from '../../step.ts';
import {explainFault, type MachineFault} from './faults.ts';
import {refuseOtherSize, refuseWithoutHostKey, refuseWithoutInterface} from './refusals.ts';

/** Mends one trouble of a finished machine, or says why that is for the operator to do. */
export async function repairMachine(context: StepContext, machine: MachineFacts, trouble: MachineFault): Promise<void> {
	const {deployment, gateways} = context;
	const {machines} = gateways.azure;
	const cause = explainFault(deployment, machine, trouble).cause ?? trouble;
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
			throw refuseWithoutInterface(deployment, machine);
		}

		case 'no-host-key': {
			throw refuseWithoutHostKey(deployment, machine);
		}
	}
}

/** A resize stops the machine, so nobody gets one by a changed default: the operator is asked, unless the size is a choice of this run. */
async function resize(context: StepContext, machine: MachineFacts, cause: string): Promise<void> {
	const {deployment, gateways} = context;
	if (!canTakeSize(machine, deployment) || !(deployment.sizeChosen || (await isAgreed(context, machine)))) {
		throw refuseOtherSize(machine, cause);
	}

	await gateways.azure.machines.resize(deployment, context);
}

async function isAgreed({deployment, ask}: StepContext, machine: MachineFacts): Promise<boolean> {
	const wanted = deployment.size.name;
	const answer = await ask({
		id: 'azure.resize',
		text: `${machine.name} is a ${machine.size}. Resize it to ${wanted}? Wasper is away for about two minutes.`,
		choices: [
			{value: 'resize', label: `Resize to ${wanted}`},
			{value: 'keep', label: `Keep ${machine.size}`},
		],
		agreed: 'resize',
		fallback: 'keep',
	});
	return answer === 'resize';
}
