import type {Prompter} from '../../wizard/prompter.ts';
import type {Call} from '../../azure/client/call.ts';
import {operation, type MachineInAzure} from '../machine/operate.ts';
import type {flags} from './flags.ts';

/** Stops the application, then deallocates the virtual machine when the operator wants that. */
export const run = operation<typeof flags>('stop', {
	/** What is already so is success; a machine that was only shut down is still billed. */
	async whenStopped({azure}, {flags: {deallocate}}, {call, prompter}) {
		const {name, power = 'not running'} = azure.facts;
		call.say(`The virtual machine ${name} is ${power}, so nothing runs on it.`);
		if (power !== 'deallocated' && (deallocate ?? (await wantsDeallocation(prompter, call.say)))) {
			await deallocateMachine(azure, call);
		}

		return 'done';
	},
	async after({azure}, {flags: {deallocate}}, {call, prompter}) {
		if (azure && (deallocate ?? (await wantsDeallocation(prompter, call.say)))) {
			await deallocateMachine(azure, call);
		}
	},
});

async function deallocateMachine(azure: MachineInAzure['azure'], call: Call): Promise<void> {
	await azure.machines.deallocate(azure, call);
	call.say('The virtual machine is deallocated: only its disks and its address cost money now.');
}

async function wantsDeallocation(prompter: Prompter | undefined, say: (line: string) => void): Promise<boolean> {
	if (!prompter) {
		say('The virtual machine keeps costing money: --deallocate would stop that.');
		return false;
	}

	const answer = await prompter.choose("Deallocate the VM? You'd pay only for disks and IP.", [
		{value: 'keep', label: 'No, leave it running'},
		{value: 'deallocate', label: 'Yes, deallocate it'},
	]);
	return answer === 'deallocate';
}
