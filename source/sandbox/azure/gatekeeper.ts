import type {Principal} from '../identity/tokens.ts';
import {TokenError, type Tokens} from '../identity/tokens.ts';
import type {Request} from '../foundation/https.ts';
import {apiVersions, provider, type Subscription} from './offerings.ts';
import type {Cloud} from './cloud.ts';
import {Refusal} from './errors.ts';
import {isInside} from './identifiers.ts';
import type {Call} from './routes.ts';
import {checkPolicies} from './policies.ts';
import {isRegistered} from './resources/providers.ts';
import {mayDo} from './roles.ts';

const challenge = {'www-authenticate': 'Bearer authorization_uri="https://login.microsoftonline.com/", error="invalid_token"'};

/** The caller's identity. Throws 401 in Azure's words. */
export async function authenticate(request: Request, tokens: Tokens): Promise<Principal> {
	const header = request.headers['authorization'];
	const refuse = (code: string, message: string) => new Refusal(401, code, message, {headers: challenge});
	if (!header) {
		throw refuse('AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
	}

	try {
		return await tokens.verify(header.replace(/^Bearer /i, ''));
	} catch (error) {
		if (error instanceof TokenError && error.expired) {
			const [expired, now] = [error.expired, new Date()].map(time => time.toUTCString());
			throw refuse(
				'ExpiredAuthenticationToken',
				`The access token expiry UTC time '${expired}' is earlier than current UTC time '${now}'.`,
			);
		}

		throw refuse('InvalidAuthenticationToken', 'The access token is invalid.');
	}
}

export function requireApiVersion(version: string): void {
	if (!version) {
		throw new Refusal(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');
	}
}

/** Refuses a request without an api-version, or with one that the type does not have. */
export function checkApiVersion(namespace: string, type: string, version: string): void {
	requireApiVersion(version);
	const supported = apiVersions(namespace, type);
	if (supported.includes(version)) {
		return;
	}

	if (provider(namespace)?.alwaysRegistered) {
		throw new Refusal(
			400,
			'InvalidApiVersionParameter',
			`The api-version '${version}' is invalid. The supported versions are '${supported.join(',')}'.`,
		);
	}

	throw new Refusal(
		400,
		'NoRegisteredProviderFound',
		`No registered resource provider found for API version '${version}' for type '${type}'. The supported api-versions are '${supported.join(', ')}'.`,
	);
}

/** The subscription that the path names. Throws when it isn't there or belongs to another tenant than the token. */
export function findSubscription(cloud: Cloud, id: string, principal: Principal): Subscription {
	const subscription = cloud.subscriptions.find(candidate => candidate.id.toLowerCase() === id.toLowerCase());
	if (!subscription) {
		throw new Refusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
	}

	if (subscription.tenantId !== principal.tenantId) {
		throw new Refusal(
			401,
			'InvalidAuthenticationTokenTenant',
			`The access token is from the wrong issuer 'https://sts.windows.net/${principal.tenantId}/'. It must match the tenant 'https://sts.windows.net/${subscription.tenantId}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${subscription.tenantId}' to get the token.`,
			{headers: challenge},
		);
	}

	return subscription;
}

/** States of a subscription in which nothing is created, changed or started. */
const readOnly = new Set(['Warned', 'Disabled', 'Expired']);

/** Refuses what the caller, the subscription, the group, a lock or a missing registration forbids. */
export function checkPermitted(call: Call, subscription: Subscription): void {
	const {cloud, route, principal} = call;
	const scope = decodeURIComponent(call.request.path);
	const writes = route.method !== 'GET' && route.method !== 'HEAD';
	const verb = route.method === 'DELETE' ? 'delete' : route.method === 'POST' ? 'action' : 'write';
	const action = `${route.namespace}/${route.operation}/${verb}`;
	if (writes && !mayDo(subscription.role ?? principal.role, action)) {
		throw new Refusal(
			403,
			'AuthorizationFailed',
			`The client '${principal.name}' with object id '${principal.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
		);
	}

	// Existing resources may still be deleted.
	if (writes && route.method !== 'DELETE' && readOnly.has(subscription.state)) {
		throw new Refusal(
			409,
			'ReadOnlyDisabledSubscription',
			`The subscription '${subscription.id}' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.`,
		);
	}

	const groupName = call.parameter('group');
	const group = cloud.group(subscription.id, groupName);
	if (groupName && route.operation !== 'resourceGroups') {
		if (!group) {
			throw new Refusal(404, 'ResourceGroupNotFound', `Resource group '${groupName}' could not be found.`);
		}
	}

	if (group?.provisioningState === 'Deleting' && writes && route.method !== 'DELETE') {
		throw new Refusal(
			409,
			'ResourceGroupBeingDeleted',
			`The resource group '${group.name}' is in deprovisioning state and cannot perform this operation.`,
		);
	}

	if (writes && route.operation !== 'locks') {
		checkLocks(cloud, scope, route.method);
	}

	if (route.method === 'PUT') {
		checkPolicies(call, scope);
	}

	// Compute knows the quotas of registered subscriptions only.
	const asks = writes || (route.operation === 'usages' && route.namespace === 'Microsoft.Compute');
	if (asks && provider(route.namespace)?.alwaysRegistered === false && !isRegistered(cloud, subscription, route.namespace)) {
		throw new Refusal(
			409,
			'MissingSubscriptionRegistration',
			`The subscription is not registered to use namespace '${route.namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
			{
				details: [
					{
						code: 'MissingSubscriptionRegistration',
						target: route.namespace,
						message: `The subscription is not registered to use namespace '${route.namespace}'.`,
					},
				],
			},
		);
	}
}

/** A lock holds on its scope and everything below; deleting also takes everything below, so their locks count too. */
function checkLocks(cloud: Cloud, scope: string, method: string): void {
	const deletes = method === 'DELETE';
	const holding = cloud.locks.values().filter(lock => {
		const lockedScope = lock.id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, '');
		const counts = deletes || lock.level === 'ReadOnly';
		return counts && (isInside(scope, lockedScope) || (deletes && isInside(lockedScope, scope)));
	});
	if (holding.length > 0) {
		const scopes = holding.map(lock => lock.id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, '')).join(',');
		throw new Refusal(
			409,
			'ScopeLocked',
			`The scope '${scope}' cannot perform ${deletes ? 'delete' : 'write'} operation because following scope(s) are locked: '${scopes}'. Please remove the lock and try again.`,
		);
	}
}
