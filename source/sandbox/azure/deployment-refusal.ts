import {randomUUID} from 'node:crypto';
import {Refusal} from './errors.ts';
import {parseId} from './identifiers.ts';

/** The refusal of a whole deployment: policies and permissions are checked before anything else. */
export function invalidDeployment(name: string, refusals: readonly Refusal[]): Refusal {
	const forbidden = refusals.filter(({code}) => code === 'AuthorizationFailed');
	if (forbidden.length > 0) {
		const reasons = forbidden.map(({message}) => inTemplate(message)).join(':');
		return new Refusal(400, 'InvalidTemplateDeployment', `Deployment failed with multiple errors: '${reasons}'`);
	}

	const disallowed = refusals.filter(({code}) => code === 'RequestDisallowedByPolicy');
	return disallowed.length > 0
		? new Refusal(
				400,
				'InvalidTemplateDeployment',
				'The template deployment failed because of policy violation. Please see details for more information.',
				{details: disallowed.map(({detail}) => detail)},
			)
		: new Refusal(
				400,
				'InvalidTemplateDeployment',
				`The template deployment '${name}' is not valid according to the validation procedure. The tracking id is '${randomUUID()}'. See inner errors for details.`,
				{details: refusals.map(({detail}) => detail)},
			);
}

/** The refusal of a request as it is worded for a resource of a template. */
function inTemplate(message: string): string {
	const [, client, action, scope = ''] =
		/^(.*) does not have authorization to perform action '(.+?)' over scope '(.+?)'/.exec(message) ?? [];
	const {type, name} = parseId(scope) ?? {type: 'Microsoft.Resources/resourceGroups', name: scope.split('/').at(-1)};
	return `Authorization failed for template resource '${name}' of type '${type}'. ${client} does not have permission to perform action '${action}' at scope '${scope}'.`;
}
