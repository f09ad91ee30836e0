import {Secret} from '../../deployment/secret.ts';
import {right} from '../answers.ts';
import {checkPassword} from '../checks/checks.ts';
import {generatePassword} from '../checks/password.ts';
import {defineQuestion} from '../question.ts';

export const ownerPassword = defineQuestion('ownerPassword', {
	kind: 'secret',
	part: 'Owner',
	title: 'Owner password',
	text: 'Choose a password for the owner.',
	hint: 'Leave it empty to have a strong one generated.',
	flag: 'owner-password-file',
	placeholder: 'FILE',
	help: "File that holds the owner's password, 8 to 64 characters",
	variable: 'WASPER_OWNER_PASSWORD',
	fallback: 'generated',
	example: 'empty: generate one',
	needs: [],
	asked: true,
	async validate(text) {
		if (text === '') {
			return right({password: await generatePassword(), generated: true});
		}
		const verdict = checkPassword(text);
		return verdict.ok ? right({password: new Secret(verdict.value), generated: false}) : verdict;
	},
	suggest: () => ({text: ''}),
	show: ({generated}) => (generated ? 'generated' : 'given, not shown'),
});
