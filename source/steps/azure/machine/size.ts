import durations from '../../../../assets/durations.json' with {type: 'json'};
import {canTakeSize, type MachineFacts} from '../../../azure/resources/machine-facts.ts';
import type {Deployment} from '../../../deployment/deployment.ts';
import type {ActionError} from '../../../errors/kinds.ts';
import type {PropertyChange} from '../../../plan/finding.ts';
import type {StepContext} from '../../step.ts';
import type {Fault} from '../fault.ts';
import {blockedBy} from '../fault.ts';
import {refuse} from '../refuse.ts';
import {describeMachine} from './describe.ts';

const code = 'azure.machine.size';

/** A finished machine of another size than the chosen one. */
export const sizeFault: Fault<MachineFacts> = {
	code,
	detect: (wanted, found) => found.provisioningState === 'Succeeded' && sizeChange(wanted, found).length > 0,
	explain(wanted, found) {
		const fits = canTakeSize(found, wanted);
		return {
			state: fits ? 'drifted' : 'broken',
			evidence: describeMachine(wanted, found),
			changes: sizeChange(wanted, found),
			cause: causeOf(wanted, found),
			billing: {size: {from: found.size, to: wanted.size.name}},
			...(fits
				? {fix: 'Asks, then stops it, resizes it and starts it.', downtime: durations.downtime[code]}
				: {replace: true, ...blockedBy(refuseSize(wanted, found))}),
		};
	},
	/** A resize stops the machine, so a changed default never causes one: the operator is asked, unless the size is a choice of this run. */
	async repair(context, found) {
		const {deployment, gateways} = context;
		if (!canTakeSize(found, deployment) || !(deployment.sizeChosen || (await isAgreed(context, found)))) {
			throw refuseSize(deployment, found);
		}

		await gateways.azure.machines.resize(deployment, context);
	},
};

/** The change of size, where there is one. */
export function sizeChange({size}: Deployment, found: Pick<MachineFacts, 'size'>): PropertyChange[] {
	return found.size.toLowerCase() === size.name.toLowerCase() ? [] : [{property: 'size', from: found.size, to: size.name}];
}

function causeOf(wanted: Deployment, found: MachineFacts): string {
	const note = canTakeSize(found, wanted) ? '' : ', which boots from another type of disk controller';
	return `It is a ${found.size}, and ${wanted.size.name} is chosen${note}.`;
}

function refuseSize(wanted: Deployment, found: MachineFacts): ActionError {
	return refuse(
		'azure.size',
		`The virtual machine ${found.name} exists. ${causeOf(wanted, found)}`,
		canTakeSize(found, wanted)
			? `Run the same command again with --size ${found.size} to keep it as it is, or resize it with create-wasper-azure plan --size ${wanted.size.name} --out FILE and create-wasper-azure apply FILE.`
			: `Run the same command again with --size ${found.size} to keep it as it is; Azure can't change its type of disk controller.`,
		[found.id],
	);
}

async function isAgreed({deployment, ask}: StepContext, found: MachineFacts): Promise<boolean> {
	const wanted = deployment.size.name;
	const answer = await ask({
		id: 'azure.resize',
		text: `${found.name} is a ${found.size}. Resize it to ${wanted}? Wasper is down for about ${Math.round(durations.downtime[code] / 60)} minutes.`,
		choices: [
			{value: 'resize', label: `Resize to ${wanted}`},
			{value: 'keep', label: `Keep ${found.size}`},
		],
		agreed: 'resize',
		fallback: 'keep',
	});
	return answer === 'resize';
}
