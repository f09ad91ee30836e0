import type {Context, SiteContext} from './context.ts';
import type {Outcome} from './outcome.ts';
import {checkGroup, checkNames, checkRegion} from './azure/group.ts';
import {checkAddresses, checkNetworks} from './azure/limits.ts';
import {checkDisks, checkImage} from './azure/disks.ts';
import {checkLocks} from './azure/locks.ts';
import {checkPermissions, checkProviders} from './azure/permissions.ts';
import {checkPolicies} from './azure/policies.ts';
import {checkFamilyQuota, checkRegionQuota} from './azure/quotas.ts';
import {checkSize, checkZones} from './azure/size.ts';
import {checkSignIn, checkSubscription} from './azure/subscription.ts';
import {checkValidation} from './azure/validation.ts';
import {checkAddress, checkPort22} from './computer/network.ts';
import {checkClock, checkSpace} from './computer/computer.ts';
import {checkDirectory, checkLimits} from './names/authority.ts';
import {checkCaa} from './names/caa.ts';
import {checkProxied, checkRecords, checkWildcard} from './names/records.ts';
import {checkEdit, checkReach, checkToken} from './names/token.ts';
import {checkDelegation, checkZone} from './names/zone.ts';
import {checkIds, type CheckId} from './table.ts';

/** Checks that need no Azure: they apply to any machine, also to one that was given with --host. */
export const siteChecks = {
	'cloudflare.token': checkToken,
	'cloudflare.reach': checkReach,
	'cloudflare.edit': checkEdit,
	'cloudflare.zone': checkZone,
	'dns.delegation': checkDelegation,
	'dns.records': checkRecords,
	'dns.proxied': checkProxied,
	'dns.wildcard': checkWildcard,
	'dns.caa': checkCaa,
	'acme.directory': checkDirectory,
	'acme.limits': checkLimits,
	'computer.port22': checkPort22,
	'computer.clock': checkClock,
	'computer.disk': checkSpace,
} satisfies Partial<Record<CheckId, (context: SiteContext) => Promise<Outcome>>>;

export type SiteCheckId = keyof typeof siteChecks;

/** Checks of a deployment in Azure alone: its subscription and region, and what its firewall lets in. */
export const azureChecks: Record<Exclude<CheckId, SiteCheckId>, (context: Context) => Promise<Outcome>> = {
	'azure.subscription': checkSubscription,
	'azure.sign-in': checkSignIn,
	'azure.providers': checkProviders,
	'azure.permissions': checkPermissions,
	'azure.policy': checkPolicies,
	'azure.locks': checkLocks,
	'azure.group': checkGroup,
	'azure.names': checkNames,
	'azure.region': checkRegion,
	'azure.quota.region': checkRegionQuota,
	'azure.quota.family': checkFamilyQuota,
	'azure.size': checkSize,
	'azure.zones': checkZones,
	'azure.addresses': checkAddresses,
	'azure.networks': checkNetworks,
	'azure.disks': checkDisks,
	'azure.image': checkImage,
	'azure.validation': checkValidation,
	'computer.address': checkAddress,
};

/** Ids of the checks that need no Azure, in the order of the table. */
export const siteCheckIds = checkIds.filter((id): id is SiteCheckId => id in siteChecks);
