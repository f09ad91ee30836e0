import type {Answer} from '../../foundation/https.ts';
import {logicalRegions, regions, type Subscription} from '../offerings.ts';
import {route, type Call, type Route} from '../routes.ts';

const common = {operation: 'subscriptions', namespace: 'Microsoft.Resources', versionsOf: 'subscriptions'};

export const subscriptionRoutes: Route[] = [
	route('GET', '/subscriptions', {...common, handle: list}),
	route('GET', '/tenants', {...common, operation: 'tenants', versionsOf: 'tenants', handle: tenants}),
	route('GET', '/subscriptions/:subscription', {
		...common,
		handle: call => ({status: 200, body: describe(call.subscription)}),
	}),
	route('GET', '/subscriptions/:subscription/locations', {...common, operation: 'locations', versionsOf: 'locations', handle: locations}),
];

function describe({id, name, tenantId, state, offer, spendingLimit}: Subscription): object {
	return {
		id: `/subscriptions/${id}`,
		authorizationSource: 'RoleBased',
		managedByTenants: [],
		subscriptionId: id,
		tenantId,
		displayName: name,
		state,
		subscriptionPolicies: {locationPlacementId: 'Public_2014-09-01', quotaId: offer, spendingLimit},
	};
}

/** A token sees the subscriptions of its own tenant. */
function list(call: Call): Answer {
	const value = call.cloud.subscriptions
		.filter(subscription => subscription.tenantId === call.principal.tenantId)
		.map(row => describe(row));
	return {status: 200, body: {value, count: {type: 'Total', value: value.length}}};
}

function tenants(call: Call): Answer {
	const {subscriptions} = call.cloud;
	const ids = new Set([call.principal.tenantId, ...subscriptions.map(subscription => subscription.tenantId)]);
	const value = [...ids].map(tenantId => ({
		id: `/tenants/${tenantId}`,
		tenantId,
		countryCode: 'US',
		displayName: subscriptions.find(subscription => subscription.tenantId === tenantId)?.tenantName ?? 'Rehearsal directory',
		defaultDomain: 'rehearsal.example',
		domains: ['rehearsal.example'],
		tenantCategory: 'Home',
		tenantType: 'AAD',
	}));
	return {status: 200, body: {value}};
}

/** The list mixes real regions with logical ones, in which nothing can be created. */
function locations(call: Call): Answer {
	const base = `/subscriptions/${call.parameter('subscription')}/locations`;
	const physical = regions.map(({name, title, geography, place}) => ({
		id: `${base}/${name}`,
		name,
		type: 'Region',
		displayName: title,
		regionalDisplayName: `(${geography}) ${title}`,
		metadata: {
			regionType: 'Physical',
			regionCategory: 'Recommended',
			geography,
			geographyGroup: geography,
			physicalLocation: place,
			pairedRegion: [],
		},
		availabilityZoneMappings: ['1', '2', '3'].map(zone => ({logicalZone: zone, physicalZone: `${name}-az${zone}`})),
	}));
	const logical = logicalRegions.map(name => ({
		id: `${base}/${name}`,
		name,
		type: 'Region',
		displayName: name,
		regionalDisplayName: name,
		metadata: {regionType: 'Logical', regionCategory: 'Other', geography: name},
	}));
	return {status: 200, body: {value: [...physical, ...logical]}};
}
