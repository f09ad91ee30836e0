import type {Question} from '../deployment/question.ts';

const finish = {value: 'finish', label: 'Finish the steps in progress, then stop'};
const leave = {value: 'leave', label: 'Leave it running: Azure and the machine continue without this window'};
const goOn = {value: 'continue', label: 'Continue'};

/** What Ctrl+C asks in a run that can undo what it created. The fallback is the safest: no step is left half done. */
export const stopOrUndo: Question = {
	id: 'run.stop',
	text: 'Stop this run?',
	choices: [finish, leave, {value: 'remove', label: 'Finish the steps in progress, then remove what this run created'}, goOn],
	fallback: 'finish',
};

/** What Ctrl+C asks in a run that creates nothing. */
export function stopOnly(text: string): Question {
	return {id: 'run.stop', text, choices: [finish, leave, goOn], fallback: 'finish'};
}
