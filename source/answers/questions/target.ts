import {right} from '../answers.ts';
import {checkChoice} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

const targets = ['azure', 'sandbox'] as const;

export const target = defineQuestion('target', {
	kind: 'choice',
	part: 'Azure',
	title: 'Where to deploy',
	text: 'Where do you want to deploy?',
	hint: 'The sandbox rehearses the whole setup against stand-ins on this computer.',
	flag: 'sandbox',
	help: 'Rehearse on this computer; nothing real is created',
	variable: 'WASPER_TARGET',
	choices: targets,
	fallback: 'azure',
	needs: [],
	asked: true,
	validate(text) {
		const verdict = checkChoice(targets, text);
		return verdict.ok ? right(verdict.value) : verdict;
	},
	show: value => (value === 'sandbox' ? 'sandbox' : 'Azure'),
});
