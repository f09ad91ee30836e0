import {osDisks} from '../../deployment/choices.ts';
import {checkChoice} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const osDisk = defineQuestion('osDisk', {
	kind: 'choice',
	part: 'Azure',
	title: 'OS disk',
	text: 'Which type of OS disk?',
	hint: 'Data is always on a Premium SSD. An existing VM keeps its OS disk.',
	flag: 'os-disk',
	placeholder: 'KIND',
	help: 'premium-ssd, or standard-ssd, which is cheaper and slower',
	variable: 'WASPER_OS_DISK',
	choices: osDisks,
	fallback: 'premium-ssd',
	needs: [],
	asked: false,
	validate: text => checkChoice(osDisks, text),
});
