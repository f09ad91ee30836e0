import {type Case, failed, refused} from '../case.ts';

const readMore = 'Read more about improving likelihood of allocation success at http://aka.ms/allocation-guidance';
const quota = (name: string) =>
	`Operation could not be completed as it results in exceeding approved ${name} quota. Additional details - Deployment Model: Resource Manager, Location: eastus, Current Limit: 10, Current Usage: 9, Additional Required: 2, (Minimum) New Limit Required: 11. Submit a request for Quota increase at https://aka.ms/ProdportalCRP/. Please read more about quota limits at https://docs.microsoft.com/en-us/azure/azure-supportability/regional-quota-requests.`;
/** Azure has not the machine, or the quota for it is used up. */
export const capacity: Case[] = [
	refused(
		'SkuNotAvailable',
		409,
		"The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: Standard_D2as_v6' is currently not available in location 'eastus'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.",
		{target: 'sku.name'},
	),
	refused(
		'SkuNotAvailable',
		400,
		`The requested size for resource '/subscriptions/5a9d8c1e/resourceGroups/wasper-rg/providers/Microsoft.Compute/virtualMachines/wasper-vm' is currently not available in location 'eastus' zones '' for subscription '5a9d8c1e'. Please try another size or deploy to a different location or zones.`,
	),
	refused('SkuNotAvailable', 409, 'The requested VM size is currently not available.', {shape: '409, few words'}),
	failed('AllocationFailed', `Allocation failed. We do not have sufficient capacity for the requested VM size in this region. ${readMore}`),
	failed(
		'ZonalAllocationFailed',
		`Allocation failed. We do not have sufficient capacity for the requested VM size in this zone. ${readMore}`,
	),
	failed(
		'OverconstrainedAllocationRequest',
		'Allocation failed. VM(s) with the following constraints cannot be allocated, because the condition is too restrictive. Please remove some constraints and try again. Constraints applied are:\n - Networking Constraints (such as Accelerated Networking or IPv6)\n - VM Size\n',
	),
	failed(
		'OverconstrainedZonalAllocationRequest',
		'Allocation failed. VM(s) with the following constraints cannot be allocated, because the condition is too restrictive. Please remove some constraints and try again. Constraints applied are:\n - Availability Zone\n - VM Size\n',
	),
	refused('OperationNotAllowed', 409, quota('Total Regional Cores'), {shape: '409, regional quota'}),
	refused('OperationNotAllowed', 409, quota('standardDasv6Family Cores'), {shape: '409, family quota'}),
	refused('QuotaExceeded', 409, 'The quota for this subscription is exceeded.'),
	failed('BadRequest', 'The request is not valid.', [{code: 'QuotaExceeded', message: quota('standardDasv6Family Cores')}]),
	refused('PublicIPCountLimitReached', 400, 'Cannot create more than 10 public IP addresses for this subscription in this region.', {
		operation: 'azure PUT publicIPAddresses',
	}),
	refused(
		'IPv4StandardSkuPublicIpCountLimitReached',
		400,
		'Cannot create more than 20 IPv4 Standard SKU public IP addresses for this subscription in this region.',
		{
			operation: 'azure PUT publicIPAddresses',
		},
	),
];
