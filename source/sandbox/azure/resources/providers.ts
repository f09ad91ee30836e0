import type {Answer} from '../../foundation/https.ts';
import {provider, providers, regions, type Provider, type Subscription} from '../offerings.ts';
import type {Cloud} from '../cloud.ts';
import {Refusal} from '../errors.ts';
import {route, type Call, type Route} from '../routes.ts';

const common = {operation: 'providers', namespace: 'Microsoft.Resources', versionsOf: 'providers'};
const path = '/subscriptions/:subscription/providers/:provider';

export const providerRoutes: Route[] = [
	route('GET', '/subscriptions/:subscription/providers', {...common, handle: list}),
	route('GET', path, {...common, handle: call => ({status: 200, body: describe(call, wanted(call))})}),
	route('POST', `${path}/register`, {...common, operation: 'providers/register', handle: register}),
];

function registrationState(cloud: Cloud, subscription: Subscription, {namespace, alwaysRegistered}: Provider): string {
	const registration = cloud.registrations.get(key(subscription, namespace));
	if (alwaysRegistered || subscription.registered.includes(namespace)) {
		return 'Registered';
	}

	if (!registration) {
		return 'NotRegistered';
	}

	return Date.now() >= registration.started + registration.duration ? 'Registered' : 'Registering';
}

/** Whether the subscription may write to this namespace. A registration takes its time. */
export function isRegistered(cloud: Cloud, subscription: Subscription, namespace: string): boolean {
	const known = provider(namespace);
	return known !== undefined && registrationState(cloud, subscription, known) === 'Registered';
}

/** Registers a namespace at once, as a deployment does that needs it. */
export function registerAtOnce(cloud: Cloud, subscription: Subscription, namespace: string): void {
	cloud.registrations.set(key(subscription, namespace), {started: Date.now(), duration: 0});
}

function key(subscription: Subscription, namespace: string): string {
	return `${subscription.id}/${namespace}`.toLowerCase();
}

function list(call: Call): Answer {
	return {status: 200, body: {value: providers.map(row => describe(call, row))}};
}

function register(call: Call): Answer {
	const {cloud} = call;
	const row = wanted(call);
	const {subscription} = call;
	if (!row.alwaysRegistered && !cloud.registrations.get(key(subscription, row.namespace))) {
		cloud.registrations.set(key(subscription, row.namespace), {started: Date.now(), duration: cloud.latency.milliseconds('provider')});
	}

	const described = describe(call, row);
	const state = registrationState(cloud, subscription, row);
	// The answer to the request itself never says that it is done already.
	return {
		status: 200,
		body: {
			...described,
			registrationState: subscription.registered.includes(row.namespace) || row.alwaysRegistered ? state : 'Registering',
		},
	};
}

function wanted(call: Call): Provider {
	const row = provider(call.parameter('provider'));
	if (!row) {
		throw new Refusal(404, 'InvalidResourceNamespace', `The resource namespace '${call.parameter('provider')}' is invalid.`);
	}

	return row;
}

function describe(call: Call, row: Provider): object {
	const {subscription} = call;
	return {
		id: `/subscriptions/${subscription.id}/providers/${row.namespace}`,
		namespace: row.namespace,
		registrationPolicy: row.alwaysRegistered ? 'RegistrationFree' : 'RegistrationRequired',
		registrationState: registrationState(call.cloud, subscription, row),
		resourceTypes: Object.entries(row.resourceTypes).map(([resourceType, apiVersions]) => ({
			resourceType,
			locations: regions.map(region => region.title),
			apiVersions,
			capabilities: 'None',
		})),
	};
}
