import type {Prompter} from '../../wizard/prompter.ts';
import {operation} from '../machine/operate.ts';
import type {flags} from './flags.ts';

/** Stops the application, then deallocates the virtual machine when the operator wants that. */
export const run = operation<typeof flags>('stop', {
	async after({azure}, {flags: {deallocate}}, {call, prompter}) {
		if (azure && (deallocate ?? (await wantsDeallocation(prompter, call.say)))) {
			await azure.machines.deallocate(azure, call);
			call.say('The virtual machine is deallocated: only its disks and its address cost money now.');
		}
	},
});

async function wantsDeallocation(prompter: Prompter | undefined, say: (line: string) => void): Promise<boolean> {
	if (!prompter) {
		say('The virtual machine keeps running and costing money: --deallocate would stop that.');
		return false;
	}

	const answer = await prompter.choose("Deallocate the VM? You'd pay only for disks and IP.", [
		{value: 'keep', label: 'No, leave it running'},
		{value: 'deallocate', label: 'Yes, deallocate it'},
	]);
	return answer === 'deallocate';
}
