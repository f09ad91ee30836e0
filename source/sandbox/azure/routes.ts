import {URLPattern} from 'node:url';
import type * as z from 'zod';
import type {Answer, Request} from '../foundation/https.ts';
import type {LatencyKind} from '../foundation/latency.ts';
import type {Principal} from '../identity/tokens.ts';
import {readBody} from './bodies.ts';
import type {Subscription} from './offerings.ts';
import type {Cloud} from './cloud.ts';
import type {ErrorDetail} from './errors.ts';

/** One request on its way through the resource manager. */
export class Call {
	readonly cloud: Cloud;
	readonly request: Request;
	readonly route: Route;
	readonly principal: Principal;
	readonly #parameters: Record<string, string>;
	readonly #subscription: Subscription | undefined;

	constructor(facts: {
		cloud: Cloud;
		request: Request;
		route: Route;
		principal: Principal;
		parameters: Record<string, string>;
		subscription?: Subscription | undefined;
	}) {
		this.cloud = facts.cloud;
		this.request = facts.request;
		this.route = facts.route;
		this.principal = facts.principal;
		this.#parameters = facts.parameters;
		this.#subscription = facts.subscription;
	}

	/** The subscription that the path names. */
	get subscription(): Subscription {
		if (!this.#subscription) {
			throw new Error('This path names no subscription');
		}

		return this.#subscription;
	}

	/** A part of the path that the route names, decoded; '' when the route has none of this name. */
	parameter(name: string): string {
		return this.#parameters[name] ?? '';
	}

	get query(): URLSearchParams {
		return this.request.url.searchParams;
	}

	get apiVersion(): string {
		return this.query.get('api-version') ?? '';
	}

	/** Where the caller reached us; URLs to poll must lead there too. */
	get origin(): string {
		return `https://${this.request.headers['host'] ?? ''}`;
	}

	/** The error with which the operation that this call begins shall end. */
	get failure(): ErrorDetail | undefined {
		const failure = this.request.fault?.failure;
		// Details of a fault are whatever its author wrote: they are sent as they are.
		return failure && {...failure, details: (failure.details ?? []) as unknown as ErrorDetail[]};
	}

	/** The body by `schema`. Throws the Refusal that Azure gives for what does not fit. */
	body<T>(schema: z.ZodType<T>): T {
		return readBody(this.request.body, schema, this.route.namespace);
	}
}

export interface Route {
	method: 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
	pattern: URLPattern;
	/** What faults call it, after the method: `virtualMachines/start`. */
	operation: string;
	namespace: string;
	/** Type whose api-versions count: `virtualMachines`, `locations/usages`. */
	versionsOf: string;
	latency: LatencyKind;
	handle(call: Call): Answer;
}

type RouteDescription = Omit<Route, 'method' | 'pattern' | 'latency'> & {latency?: LatencyKind};

/** A route; `path` is a URLPattern path such as `/subscriptions/:subscription/locations`. */
export function route(method: Route['method'], path: string, description: RouteDescription): Route {
	return {method, pattern: new URLPattern({pathname: path}, {ignoreCase: true}), latency: 'read', ...description};
}

/** The route for a request, with the decoded parts of its path. */
export function findRoute(routes: Route[], method: string, path: string): {route: Route; parameters: Record<string, string>} | undefined {
	for (const candidate of routes) {
		if (candidate.method !== method) {
			continue;
		}

		const match = candidate.pattern.exec({pathname: path});
		if (match) {
			const parts = Object.entries(match.pathname.groups).map(([name, value]) => [name, decodeURIComponent(value ?? '')]);
			return {route: candidate, parameters: Object.fromEntries(parts) as Record<string, string>};
		}
	}

	return undefined;
}
