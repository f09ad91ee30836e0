import {checkEmail} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const ownerEmail = defineQuestion('ownerEmail', {
	kind: 'text',
	part: 'Owner',
	title: 'Owner e-mail',
	text: "What is the owner's e-mail address?",
	hint: 'The first account, created before anyone else can sign up.',
	flag: 'owner-email',
	placeholder: 'EMAIL',
	help: "E-mail address of the owner's account",
	variable: 'WASPER_OWNER_EMAIL',
	example: 'ada@example.com',
	needs: [],
	asked: true,
	validate: checkEmail,
	suggest: () => undefined,
});
