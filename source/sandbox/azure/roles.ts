import {fitsPattern} from '../../policy/pattern.ts';

/** Built-in roles of Azure, as far as the rehearsal knows them. */
export const roles = {
	Owner: {actions: ['*'], notActions: []},
	Contributor: {
		actions: ['*'],
		notActions: [
			'Microsoft.Authorization/*/Delete',
			'Microsoft.Authorization/*/Write',
			'Microsoft.Authorization/elevateAccess/Action',
			'Microsoft.Blueprint/blueprintAssignments/write',
			'Microsoft.Blueprint/blueprintAssignments/delete',
			'Microsoft.Compute/galleries/share/action',
			'Microsoft.Purview/consents/write',
			'Microsoft.Purview/consents/delete',
			'Microsoft.Resources/deploymentStacks/manageDenySetting/action',
		],
	},
	'Network Contributor': {
		actions: [
			'Microsoft.Authorization/*/read',
			'Microsoft.Insights/alertRules/*',
			'Microsoft.Network/*',
			'Microsoft.ResourceHealth/availabilityStatuses/read',
			'Microsoft.Resources/deployments/*',
			'Microsoft.Resources/subscriptions/resourceGroups/read',
			'Microsoft.Support/*',
		],
		notActions: [],
	},
	Reader: {actions: ['*/read'], notActions: []},
} satisfies Record<string, {actions: string[]; notActions: string[]}>;

export type RoleName = keyof typeof roles;

/** Whether a role allows an action, such as `Microsoft.Compute/virtualMachines/write`. */
export function mayDo(role: RoleName, action: string): boolean {
	const {actions, notActions} = roles[role];
	return actions.some(pattern => fitsPattern(pattern, action)) && !notActions.some(pattern => fitsPattern(pattern, action));
}
