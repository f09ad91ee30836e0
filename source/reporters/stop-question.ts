import type {Question} from '../runner/events.ts';

/** What Ctrl+C asks. The fallback is the safest: no step is left half done. */
export const stopQuestion = {
	id: 'run.stop',
	text: 'Stop this run?',
	choices: [
		{value: 'finish', label: 'Finish the steps under way, then stop'},
		{value: 'leave', label: 'Leave it running: Azure and the machine go on without this window'},
		{value: 'remove', label: 'Finish the steps under way, then remove what this run made'},
		{value: 'continue', label: 'Go on'},
	],
	fallback: 'finish',
} satisfies Question;
