import {checkEmail} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const certificateContact = defineQuestion('certificateContact', {
	kind: 'text',
	part: 'Owner',
	title: 'Certificate contact',
	text: "E-mail for Let's Encrypt?",
	hint: "It is the contact of the certificate's account.",
	flag: 'certificate-contact',
	placeholder: 'EMAIL',
	help: "E-mail address for Let's Encrypt",
	variable: 'WASPER_CERTIFICATE_CONTACT',
	fallback: "the owner's e-mail",
	needs: ['ownerEmail'],
	asked: true,
	check: checkEmail,
	validate: checkEmail,
	suggest: ({answered}) => ({text: answered.ownerEmail}),
});
