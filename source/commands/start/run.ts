import {ActionError, OperatorError} from '../../errors/kinds.ts';
import {operation, type MachineInAzure} from '../machine/operate.ts';

/** Starts the virtual machine where it is stopped, then the application. */
export const run = operation('start', {
	async whenStopped({azure}, _, {call}) {
		call.say(`The virtual machine ${azure.facts.name} is ${azure.facts.power ?? 'not running'}. Starting it.`);
		try {
			await azure.machines.start(azure, call);
		} catch (error) {
			throw error instanceof OperatorError && error.explanation.shortage ? noCapacity(error, azure) : error;
		}

		return 'started';
	},
});

/** Azure has no capacity for a machine that exists: another size would help, and only `create` can change it. */
function noCapacity(error: OperatorError, {facts, names}: MachineInAzure['azure']): ActionError {
	const explanation = {
		...error.explanation,
		outcome: `The virtual machine ${facts.name} stays ${facts.power ?? 'stopped'}, with its disks and its address.`,
		next: `Run create-wasper-azure start again later, or give it another size with create-wasper-azure create --resource-group ${names.group} --size SIZE.`,
	};
	return new ActionError(explanation, {cause: error});
}
