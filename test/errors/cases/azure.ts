import {type Case, failed, refused} from '../case.ts';
import {capacity} from './azure-capacity.ts';

const scope = '/subscriptions/5a9d8c1e-0000-4000-8000-000000000001';
const inGroup = `${scope}/resourceGroups/wasper-rg`;
const rights = (code: string, message: string) => refused(code, 403, message);

const permission: Case[] = [
	{
		...rights(
			'RequestDisallowedByPolicy',
			"Resource 'wasper-vm' was disallowed by policy. Reasons: 'Only machines with a cost centre.'. See error details for policy resource IDs.",
		),
		shape: '403, reason',
	},
	refused(
		'RequestDisallowedByPolicy',
		403,
		`Resource 'wasper-vm' was disallowed by policy. Policy identifiers: '[{"policyAssignment":{"name":"Allowed locations","id":"${scope}/providers/Microsoft.Authorization/policyAssignments/a1"},"policyDefinition":{"name":"Allowed locations","id":"/providers/x"}}]'.`,
		{target: 'wasper-vm', shape: '403, policy'},
	),
	{...rights('RequestDisallowedByPolicy', 'The request was disallowed.'), shape: '403, few words'},
	rights(
		'RequestDisallowedByAzure',
		"Resource 'wasper-vm' was disallowed by Azure: This policy maintains a set of best available regions where your subscription can deploy resources.",
	),
	refused(
		'MissingSubscriptionRegistration',
		409,
		"The subscription is not registered to use namespace 'Microsoft.Compute'. See https://aka.ms/rps-not-found for how to register subscriptions.",
		{
			details: [
				{
					code: 'MissingSubscriptionRegistration',
					target: 'Microsoft.Compute',
					message: "The subscription is not registered to use namespace 'Microsoft.Compute'.",
				},
			],
		},
	),
	refused(
		'NoRegisteredProviderFound',
		400,
		"No registered resource provider found for location 'eastus' and API version '2026-04-01' for type 'virtualMachines'. The supported api-versions are ''. The supported locations are 'westus'.",
	),
	refused('InvalidApiVersionParameter', 400, "The api-version '2026-04-01' is invalid. The supported versions are '2024-01-01'."),
	rights(
		'AuthorizationFailed',
		`The client 'ada@example.com' with object id '1111-2222' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/write' over scope '${inGroup}/providers/Microsoft.Compute/virtualMachines/wasper-vm' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
	),
	rights(
		'LinkedAuthorizationFailed',
		`The client 'ada@example.com' with object id '1111-2222' has permission to perform action 'Microsoft.Network/networkInterfaces/write' on scope '${inGroup}/providers/Microsoft.Network/networkInterfaces/wasper-nic'; however, it does not have permission to perform action(s) 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '${inGroup}/providers/Microsoft.Network/virtualNetworks/wasper-vnet/subnets/wasper-subnet' (respectively) or the linked scope(s) are invalid.`,
	),
	{...rights('AuthorizationFailed', 'The client has no authorization.'), shape: '403, few words'},
	refused(
		'ReadOnlyDisabledSubscription',
		409,
		"The subscription '5a9d8c1e' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.",
	),
	refused('SubscriptionNotFound', 404, "The subscription '5a9d8c1e' could not be found."),
];

const state: Case[] = [
	refused('ResourceGroupBeingDeleted', 409, "The resource group 'wasper-rg' is in deprovisioning state and cannot perform this operation."),
	refused('ResourceGroupNotFound', 404, "Resource group 'wasper-rg' could not be found."),
	refused(
		'InvalidResourceReference',
		400,
		`Resource ${inGroup}/providers/Microsoft.Network/networkInterfaces/wasper-nic referenced by resource wasper-vm was not found.`,
	),
	refused(
		'InvalidResourceGroupLocation',
		409,
		"Invalid resource group location 'eastus'. The Resource group already exists in location 'westeurope'.",
		{
			operation: 'azure PUT resourceGroups',
		},
	),
	refused(
		'InvalidResourceLocation',
		409,
		"The resource 'wasper-vm' already exists in location 'westus2' in resource group 'wasper-rg'. A resource with the same name cannot be created in location 'eastus'. Please select a new resource name.",
	),
	refused(
		'ScopeLocked',
		409,
		`The scope '${inGroup}/providers/x' cannot perform write operation because following scope(s) are locked: '${inGroup}'. Please remove the lock and try again.`,
	),
	refused('ScopeLocked', 409, 'The scope is locked.', {shape: '409, few words'}),
	refused('PropertyChangeNotAllowed', 409, "Changing property 'osProfile.customData' is not allowed.", {target: 'osProfile.customData'}),
	refused('InvalidParameter', 400, 'The value of parameter linuxConfiguration.ssh.publicKeys.keyData is invalid.', {
		target: 'linuxConfiguration.ssh.publicKeys.keyData',
		shape: '400, key',
	}),
	refused(
		'InvalidParameter',
		400,
		'The requested VM size Standard_D2as_v6 is not available in the current region. The sizes available in the current region are: Standard_B1s.',
		{
			target: 'vmSize',
			shape: '400, size',
		},
	),
	refused('InvalidParameter', 400, "The VM size 'Standard_D2as_v6' cannot boot with OS image or disk that supports SCSI only.", {
		target: 'diskControllerType',
		shape: '400, disk bus',
	}),
	refused('InvalidParameter', 400, 'The value of parameter osProfile.computerName is invalid.', {
		target: 'osProfile.computerName',
		shape: '400, other',
	}),
	refused('ImageNotFound', 404, "The platform image 'Canonical:ubuntu-24_04-lts:server:latest' is not available."),
	refused(
		'MarketplacePurchaseEligibilityFailed',
		400,
		'Marketplace purchase eligibilty check returned errors. See inner errors for details.',
	),
	failed(
		'OSProvisioningTimedOut',
		"OS Provisioning for VM 'wasper-vm' did not finish in the allotted time. The VM may still finish provisioning successfully. Please check provisioning state later.",
	),
	failed('VMAgentStatusCommunicationError', "VM 'wasper-vm' has not reported status for VM agent or extensions."),
	failed('OperationPreempted', 'Operation execution has been preempted by a more recent operation.'),
];

const busy: Case[] = [
	failed('NetworkingInternalOperationError', 'An error occurred while processing this request.'),
	{
		code: 'no code',
		shape: '502, HTML of a gateway',
		fault: {
			operation: 'azure PUT virtualMachines',
			times: 'always',
			answer: {status: 502, body: '<html>Bad Gateway</html>', headers: {'content-type': 'text/html'}},
		},
	},
	{
		code: 'TooManyRequests',
		shape: '429 with Retry-After',
		fault: {operation: 'azure PUT virtualMachines', times: 'always', throttle: {retryAfter: 1}},
	},
	refused(
		'SubscriptionRequestsThrottled',
		429,
		"The request for subscription '5a9d8c1e' could not be processed as the limit was exceeded.",
	),
	refused('RetryableError', 429, 'A retryable error occurred.', {
		shape: '429, reason in the details',
		details: [
			{
				code: 'ReferencedResourceNotProvisioned',
				message: `Cannot proceed with operation because resource ${inGroup}/x is not in Succeeded state.`,
			},
		],
	}),
	refused(
		'AnotherOperationInProgress',
		409,
		'Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com/x.',
	),
	refused('NicReservedForAnotherVm', 400, 'Nic(s) in request is reserved for another Virtual Machine for 180 seconds.'),
];

const token: Case[] = [
	refused(
		'ExpiredAuthenticationToken',
		401,
		"The access token expiry UTC time '11/21/2026 10:00:00 AM' is earlier than current UTC time '11/21/2026 11:00:00 AM'.",
		{
			shape: '401, WWW-Authenticate',
			headers: {
				'www-authenticate':
					'Bearer authorization_uri="https://login.microsoftonline.com/", error="invalid_token", error_description="The access token has expired."',
			},
		},
	),
	refused(
		'InvalidAuthenticationToken',
		401,
		"The access token is from the wrong issuer 'https://sts.windows.net/aaaa-1111/'. It must match the tenant 'https://sts.windows.net/bbbb-2222/' associated with this subscription.",
		{shape: '401, tenant'},
	),
	refused('InvalidAuthenticationTokenTenant', 401, 'The access token is from the wrong issuer.'),
];

const removal: Case[] = [
	refused(
		'InUseSubnetCannotBeDeleted',
		400,
		`Subnet wasper-subnet is in use by ${inGroup}/providers/Microsoft.Network/networkInterfaces/theirs and cannot be deleted.`,
		{
			operation: 'azure DELETE virtualNetworks',
			teardown: true,
		},
	),
	refused(
		'PublicIPAddressCannotBeDeleted',
		400,
		`Public IP address ${inGroup}/wasper-ip can not be deleted since it is still allocated to resource ${inGroup}/theirs.`,
		{
			operation: 'azure DELETE publicIPAddresses',
			teardown: true,
		},
	),
	refused('OperationNotAllowed', 409, 'Disk wasper-data-disk is attached to VM /subscriptions/x/virtualMachines/theirs.', {
		operation: 'azure DELETE disks',
		teardown: true,
		shape: '409, disk',
	}),
];

const unknown: Case[] = [
	refused('SomethingNew', 418, 'The moon was in the way.', {innererror: {exceptiontype: 'MoonException', errordetail: 'It was full.'}}),
	{
		code: 'no code',
		shape: 'operation failed, only a status',
		fault: {operation: 'azure GET operations', times: 'always', answer: {status: 200, body: {status: 'Failed'}}},
	},
];

/** What Azure says, in its texts as far as they are known (facts of 2026); a code stands for others with the same sentence. */
export const azureCases = [...capacity, ...permission, ...state, ...busy, ...token, ...removal, ...unknown];
