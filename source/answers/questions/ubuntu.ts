import {ubuntuReleases} from '../../deployment/choices.ts';
import {checkChoice} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const ubuntu = defineQuestion('ubuntu', {
	kind: 'choice',
	part: 'Azure',
	title: 'Ubuntu',
	text: 'Which Ubuntu LTS release?',
	hint: '24.04 is the release that this tool is tested with most.',
	flag: 'ubuntu',
	placeholder: 'RELEASE',
	help: '22.04, 24.04 or 26.04',
	variable: 'WASPER_UBUNTU',
	choices: ubuntuReleases,
	fallback: '24.04',
	needs: [],
	asked: false,
	validate: text => checkChoice(ubuntuReleases, text),
});
