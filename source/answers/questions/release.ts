import {defaultRelease, releaseNames} from '../../deployment/releases.ts';
import {checkChoice} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const release = defineQuestion('release', {
	kind: 'choice',
	part: 'Release',
	title: 'Release',
	text: 'Which release of the application?',
	hint: 'A data disk that holds a database keeps the release that wrote it.',
	flag: 'release',
	placeholder: 'NAME',
	help: 'Release set: recommended, or the older reference',
	variable: 'WASPER_RELEASE',
	choices: releaseNames,
	fallback: defaultRelease,
	needs: [],
	asked: true,
	validate: text => checkChoice(releaseNames, text),
});
