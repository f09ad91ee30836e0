import {randomUUID} from 'node:crypto';
import type {Answer, Request} from '../foundation/https.ts';
import {startHttps, type LoggedRequest} from '../foundation/https.ts';
import type {SandboxAuthority} from '../foundation/certificates.ts';
import type {Faults} from '../foundation/faults.ts';
import {Tokens} from '../identity/tokens.ts';
import {operationRoutes} from './asynchronous.ts';
import {defaultSubscriptions, type Subscription} from './offerings.ts';
import {Cloud, type CloudOptions} from './cloud.ts';
import {Refusal} from './errors.ts';
import {authenticate, checkApiVersion, checkPermitted, findSubscription, requireApiVersion} from './gatekeeper.ts';
import {effects, routes as resourceRoutes} from './resources/index.ts';
import {announceRunning} from './resources/machine-running.ts';
import {Call, findRoute} from './routes.ts';
import {validationRoutes} from './validation.ts';

export interface AzureOptions extends Omit<CloudOptions, 'subscriptions'> {
	faults: Faults;
	authority: SandboxAuthority;
	/** The rehearsal's one subscription unless given. */
	subscriptions?: Subscription[];
	/** Keep request bodies in the log: for tests only. */
	keepBodies?: boolean;
}

export interface AzureServer {
	/** `https://127.0.0.1:PORT` */
	url: string;
	log: LoggedRequest[];
	close(): Promise<void>;
}

const routes = [...operationRoutes, ...resourceRoutes, ...validationRoutes({routes: resourceRoutes, effects})];

/** Starts the resource manager of the rehearsal: takes up running operations and announces running machines first. */
export async function startAzure({faults, authority, keepBodies = false, ...options}: AzureOptions): Promise<AzureServer> {
	const cloud = new Cloud({...options, subscriptions: options.subscriptions ?? defaultSubscriptions});
	const tokens = new Tokens(options.state);
	for (const [name, effect] of Object.entries(effects)) {
		cloud.operations.onEnd(name, effect);
	}

	announceRunning(cloud);
	cloud.operations.resume();
	const server = await startHttps({
		certificate: await authority.issue(['127.0.0.1', 'localhost', 'management.azure.com']),
		faults,
		keepBodies,
		operation: operationName,
		handle: async request => answer(cloud, tokens, request),
		dress: withGatewayHeaders,
	});
	return {
		url: server.url,
		log: server.log,
		async close() {
			await server.close();
			cloud.operations.stop();
		},
	};
}

/** One client sends the slash before `subscriptions` twice; Azure does not mind. */
function pathOf(request: Request): string {
	return request.path.replace(/^\/+/, '/').replace(/(?<=.)\/$/, '');
}

/** What faults call this request: `azure PUT virtualMachines`. */
function operationName(request: Request): string {
	const found = findRoute(routes, request.method, pathOf(request));
	return `azure ${request.method} ${found?.route.operation ?? 'unknown'}`;
}

async function answer(cloud: Cloud, tokens: Tokens, request: Request): Promise<Answer> {
	try {
		cloud.operations.settle();
		if (request.fault?.signIn) {
			tokens.revoke();
		}

		const principal = await authenticate(request, tokens);
		const version = request.url.searchParams.get('api-version') ?? '';
		const {route, parameters} = findRoute(routes, request.method, pathOf(request)) ?? unknownPath(request, version);
		checkApiVersion(route.namespace, route.versionsOf, version);
		const subscriptionId = parameters['subscription'] ?? /^subscriptions\/([^/]+)/i.exec(parameters['scope'] ?? '')?.[1];
		const subscription = subscriptionId === undefined ? undefined : findSubscription(cloud, subscriptionId, principal);
		const call = new Call({cloud, request, route, principal, parameters, subscription});
		if (subscription) {
			checkPermitted(call, subscription);
		}

		await cloud.latency.pass(route.latency, request.signal);
		request.signal.throwIfAborted();
		cloud.operations.settle();
		return route.handle(call);
	} catch (error) {
		if (error instanceof Refusal) {
			return error.answer;
		}

		throw error;
	}
}

/** A path that no route knows: Azure names what it could not find. */
function unknownPath(request: Request, version: string): never {
	requireApiVersion(version);
	const [, namespace = '', type = ''] = /\/providers\/([^/]+)\/([^/]+)/i.exec(pathOf(request)) ?? [];
	if (namespace) {
		throw new Refusal(
			404,
			'InvalidResourceType',
			`The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${version}'.`,
		);
	}

	throw new Refusal(404, 'InvalidRequestUri', `The request URI '${request.path}' is not valid.`);
}

/** Headers that the gateway adds to every answer. */
function withGatewayHeaders(given: Answer, request: Request): Answer {
	const id = randomUUID();
	const kind = request.method === 'DELETE' ? 'deletes' : request.method === 'GET' || request.method === 'HEAD' ? 'reads' : 'writes';
	const stamp = new Date().toISOString().replaceAll(/[-:]/g, '').replace(/\.\d+/, '');
	return {
		...given,
		headers: {
			'cache-control': 'no-cache',
			pragma: 'no-cache',
			'strict-transport-security': 'max-age=31536000; includeSubDomains',
			'x-content-type-options': 'nosniff',
			'x-ms-request-id': id,
			'x-ms-correlation-request-id': id,
			'x-ms-routing-request-id': `EASTUS:${stamp}:${id}`,
			[`x-ms-ratelimit-remaining-subscription-${kind}`]: kind === 'reads' ? '249' : '199',
			[`x-ms-ratelimit-remaining-subscription-global-${kind}`]: kind === 'reads' ? '3749' : '2999',
			...given.headers,
		},
	};
}
