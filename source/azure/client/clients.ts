import type {ComputeManagementClient} from '@azure/arm-compute';
import type {NetworkManagementClient} from '@azure/arm-network';
import type {ResourceManagementClient} from '@azure/arm-resources';
import type {SubscriptionClient} from '@azure/arm-resources-subscriptions';
import type {TokenCredential} from '@azure/core-auth';
import type {HttpClient, Pipeline, PipelineRequestOptions, PipelineResponse} from '@azure/core-rest-pipeline';
import type {Endpoints} from '../../environment/endpoints.ts';
import {audienceOf} from '../account/clouds.ts';
import {recordFailurePolicy} from './failure-recorder.ts';
import {reportThrottlingPolicy} from './throttling.ts';
import {CachedToken} from '../account/cached-token.ts';
import {renewRefusedToken} from '../account/refused-token.ts';

export interface ClientSettings {
	endpoints: Pick<Endpoints, 'azure'>;
	credential: TokenCredential;
	/** Carries requests instead of the SDK's own transport. */
	httpClient?: HttpClient;
	/** How often the SDK tries again after a lost connection or a 5xx; 5 by default. */
	maxRetries?: number;
}

/** The SDK's clients, each loaded at its first use: together they need most of a second. */
export class Clients {
	readonly #settings: ClientSettings;
	readonly #subscriptionId: string;
	#compute?: Promise<ComputeManagementClient>;
	#network?: Promise<NetworkManagementClient>;
	#resources?: Promise<ResourceManagementClient>;
	#subscriptions?: Promise<SubscriptionClient>;

	constructor(settings: ClientSettings, subscriptionId: string) {
		this.#settings = settings;
		this.#subscriptionId = subscriptionId;
	}

	async compute(): Promise<ComputeManagementClient> {
		this.#compute ??= import('@azure/arm-compute').then(sdk =>
			this.#watched(new sdk.ComputeManagementClient(this.#settings.credential, this.#subscriptionId, this.#options())),
		);
		return this.#compute;
	}

	async network(): Promise<NetworkManagementClient> {
		this.#network ??= import('@azure/arm-network').then(sdk =>
			this.#watched(new sdk.NetworkManagementClient(this.#settings.credential, this.#subscriptionId, this.#options())),
		);
		return this.#network;
	}

	async resources(): Promise<ResourceManagementClient> {
		this.#resources ??= import('@azure/arm-resources').then(sdk =>
			this.#watched(new sdk.ResourceManagementClient(this.#settings.credential, this.#subscriptionId, this.#options())),
		);
		return this.#resources;
	}

	async subscriptions(): Promise<SubscriptionClient> {
		this.#subscriptions ??= import('@azure/arm-resources-subscriptions').then(sdk =>
			this.#watched(new sdk.SubscriptionClient(this.#settings.credential, this.#options())),
		);
		return this.#subscriptions;
	}

	/** A GET that no client of the SDK has, with the same sign-in, retries and recording. Any status is an answer. */
	async get(path: string, query: Record<string, string>, abortSignal: AbortSignal): Promise<PipelineResponse> {
		return this.#send({method: 'GET', url: this.#address(path, query), abortSignal});
	}

	/** A POST of JSON that no client of the SDK has; like `get` otherwise. */
	async post(path: string, query: Record<string, string>, content: unknown, abortSignal: AbortSignal): Promise<PipelineResponse> {
		const {createHttpHeaders} = await import('@azure/core-rest-pipeline');
		const headers = createHttpHeaders({'content-type': 'application/json'});
		return this.#send({method: 'POST', url: this.#address(path, query), headers, body: JSON.stringify(content), abortSignal});
	}

	#address(path: string, query: Record<string, string>): string {
		const url = new URL(path.replace(/^\/*/, '/'), this.#settings.endpoints.azure);
		url.search = new URLSearchParams(query).toString();
		return url.href;
	}

	async #send(request: PipelineRequestOptions): Promise<PipelineResponse> {
		const [{pipeline}, http] = await Promise.all([this.resources(), import('@azure/core-rest-pipeline')]);
		return pipeline.sendRequest(this.#settings.httpClient ?? http.createDefaultHttpClient(), http.createPipelineRequest(request));
	}

	/** The token that requests carry, as the sign-in service made it. A secret. */
	async token(abortSignal: AbortSignal): Promise<string> {
		const answer = await this.#settings.credential.getToken(this.#options().credentials.scopes, {abortSignal});
		return answer?.token ?? '';
	}

	/** Policies around the SDK's own authentication, which would otherwise come first. */
	#watched<T extends {pipeline: Pipeline}>(client: T): T {
		const {credential} = this.#settings;
		const renewal = credential instanceof CachedToken ? [renewRefusedToken(credential)] : [];
		const beforePolicies = ['bearerTokenAuthenticationPolicy'];
		for (const policy of [recordFailurePolicy, ...renewal]) {
			client.pipeline.addPolicy(policy, {beforePolicies});
		}

		client.pipeline.addPolicy(reportThrottlingPolicy, {afterPhase: 'Retry'});
		return client;
	}

	#options() {
		const {endpoints, httpClient, maxRetries} = this.#settings;
		return {
			endpoint: endpoints.azure,
			credentials: {scopes: [`${audienceOf(endpoints.azure)}/.default`]},
			retryOptions: {maxRetries: maxRetries ?? 5},
			...(httpClient ? {httpClient} : {}),
		};
	}
}

/** Loads all SDKs ahead of need, while the operator reads the first question. Errors wait for the first use. */
export async function preloadSdks(): Promise<void> {
	await Promise.allSettled([
		import('../account/identity.ts'),
		import('@azure/arm-resources-subscriptions'),
		import('@azure/arm-resources'),
		import('@azure/arm-network'),
		import('@azure/arm-compute'),
	]);
}
