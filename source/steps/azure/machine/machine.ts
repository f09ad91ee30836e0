import type {MachineFacts} from '../../../azure/resources/machines.ts';
import type {Finding} from '../../../plan/finding.ts';
import {hostKeyTag} from '../../../deployment/tags.ts';
import type {Results} from '../../results.ts';
import type {Step, StepContext} from '../../step.ts';
import {adopt} from '../adopt.ts';
import {faultOf, sayAbsent, withTags} from '../assess.ts';
import {removeOurs} from '../remove.ts';
import {repairMachine} from './repair.ts';
import {describeMachine, explainRevival, explainFault, troubleOf} from './faults.ts';
import {recoverMachine} from './recover.ts';

const kind = 'virtual machine';
/** A machine has three troubles at most that can be mended; more would be going in circles. */
const mostFaults = 3;

export const machine: Step<'azure.machine'> = {
	id: 'azure.machine',
	plane: 'azure',
	title: 'Virtual machine',
	needs: ['azure.interface', 'azure.disk'],
	looksWith: [],

	async inspect(context) {
		const {deployment, gateways} = context;
		const found = await gateways.azure.machines.find(deployment, context);
		if (!found) {
			return sayAbsent(deployment.names.machine);
		}

		const trouble = troubleOf(deployment, found);
		const fault = faultOf(deployment, kind, found);
		// A machine that runs can be asked over SSH, whatever else is wrong with it.
		const reachable = found.power === 'running' && trouble !== 'no-host-key' && fault?.state !== 'broken';
		const result = reachable ? {result: resultOf(found)} : {};
		if (fault) {
			return {
				...fault,
				...(fault.state === 'broken' && !fault.blocked && explainRevival(deployment, found)),
				...problemOf(fault, found),
				...result,
			};
		}

		const own: Finding = trouble ? explainFault(deployment, found, trouble) : {state: 'ok', evidence: describeMachine(deployment, found)};
		return {...withTags(deployment, found, own), ...result};
	},

	async apply(context) {
		let found = await adopt(context, kind, async () => find(context));
		if (found && found.provisioningState !== 'Succeeded') {
			found = await recoverMachine(context, found);
		}

		if (!found) {
			await context.gateways.azure.machines.create(context.deployment, context);
			found = await find(context);
		}

		for (let mended = 0; found && mended < mostFaults; mended++) {
			const trouble = troubleOf(context.deployment, found);
			if (!trouble) {
				break;
			}

			await repairMachine(context, found, trouble);
			found = await find(context);
		}

		if (!found) {
			throw new Error('the machine vanished while it was being made');
		}

		return resultOf(found);
	},

	async remove(context) {
		return removeOurs(context, kind, context.gateways.azure.machines);
	},
};

function problemOf({cause = ''}: Finding, {problem}: MachineFacts): Pick<Finding, 'cause'> {
	return problem === undefined ? {} : {cause: `${cause} ${problem}`.trim()};
}

function resultOf(found: MachineFacts): Results['azure.machine'] {
	return {id: found.id, hostKey: found.tags[hostKeyTag] ?? ''};
}

async function find(context: StepContext): Promise<MachineFacts | undefined> {
	return context.gateways.azure.machines.find(context.deployment, context);
}
