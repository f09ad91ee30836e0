import {createHttpHeaders, type HttpClient, type PipelineRequest, type PipelineResponse} from '@azure/core-rest-pipeline';
import {type AzureGateway, createAzureGateway} from '../gateway.ts';

/** A request that creates a resource, as it would go out on the wire. */
export interface CreationRequest {
	/** The resource's id. */
	id: string;
	apiVersion: string;
	body: Record<string, unknown>;
}

/** A gateway over the real SDKs whose requests to create go nowhere: they are kept in `sent`, and answered as done. */
export function recordCreations(subscriptionId: string): {gateway: AzureGateway; sent: CreationRequest[]} {
	const sent: CreationRequest[] = [];
	const httpClient: HttpClient = {
		async sendRequest(request) {
			const url = new URL(request.url);
			const body = JSON.parse(typeof request.body === 'string' ? request.body : '{}') as CreationRequest['body'];
			const id = decodeURIComponent(url.pathname).replace(/^\/+/, '/');
			sent.push({id, apiVersion: url.searchParams.get('api-version') ?? '', body});
			return done(request, {...body, id, properties: {...(body['properties'] as object), provisioningState: 'Succeeded'}});
		},
	};
	const gateway = createAzureGateway({
		endpoints: {azure: 'https://management.azure.com'},
		credential: {getToken: async () => ({token: 'none', expiresOnTimestamp: Number.MAX_SAFE_INTEGER})},
		subscriptionId,
		httpClient,
		maxRetries: 0,
	});
	return {gateway, sent};
}

function done(request: PipelineRequest, body: unknown): PipelineResponse {
	return {request, status: 200, headers: createHttpHeaders({'content-type': 'application/json'}), bodyAsText: JSON.stringify(body)};
}
