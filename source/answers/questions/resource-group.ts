import {defaultResourceGroup} from '../../deployment/names.ts';
import {checkResourceGroup} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const resourceGroup = defineQuestion('resourceGroup', {
	kind: 'text',
	part: 'Azure',
	title: 'Resource group',
	text: 'Which resource group?',
	hint: 'Created if it does not exist; one group holds one deployment.',
	flag: 'resource-group',
	placeholder: 'NAME',
	help: 'Resource group for all resources',
	variable: 'WASPER_RESOURCE_GROUP',
	fallback: defaultResourceGroup,
	needs: [],
	asked: false,
	validate: checkResourceGroup,
});
