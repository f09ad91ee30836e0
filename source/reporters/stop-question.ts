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

/** What Ctrl+C asks in a teardown: there is nothing that could be undone. */
const stopTeardownQuestion = {
	id: 'run.stop',
	text: 'Stop this teardown?',
	choices: [
		{value: 'finish', label: 'Finish the steps under way, then stop'},
		{value: 'leave', label: 'Leave it running: Azure goes on with what is under way without this window'},
		{value: 'continue', label: 'Go on'},
	],
	fallback: 'finish',
} satisfies Question;

export const stopQuestions = {create: stopQuestion, teardown: stopTeardownQuestion};
