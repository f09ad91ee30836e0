import {checkName} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const ownerName = defineQuestion('ownerName', {
	kind: 'text',
	part: 'Owner',
	title: 'Owner name',
	text: "What is the owner's name?",
	hint: 'First and last name, as others will see them.',
	flag: 'owner-name',
	placeholder: 'NAME',
	help: "Owner's first and last name",
	variable: 'WASPER_OWNER_NAME',
	fallback: 'Wasper Owner',
	needs: [],
	asked: true,
	validate: checkName,
});
