import type {PipelinePolicy, PipelineResponse} from '@azure/core-rest-pipeline';
import {type Failure, readFailure} from '../client/failure.ts';
import {RequestError} from '../client/failure-recorder.ts';
import type {CachedToken} from './cached-token.ts';

const refusals = new Set(['ExpiredAuthenticationToken', 'InvalidAuthenticationToken', 'AuthenticationFailed']);

/**
 * Azure may refuse a token that has not ended yet, because it was revoked or a clock is wrong. The same request goes
 * out again with a new token, and, should that be refused too, once the operator has signed in again.
 */
export function renewRefusedToken(credential: CachedToken): PipelinePolicy {
	return {
		name: 'renewRefusedTokenPolicy',
		async sendRequest(request, next) {
			const {generation} = credential;
			const response = await next(request);
			if (!refusalIn(response)) {
				return response;
			}

			credential.refuse(request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '');
			const again = await next(request);
			const refusal = refusalIn(again);
			return refusal && (await credential.renew(new RequestError(undefined, refusal), generation)) ? next(request) : again;
		},
	};
}

function refusalIn(response: PipelineResponse): Failure | undefined {
	const failure = response.status === 401 ? readFailure(response) : undefined;
	return failure && refusals.has(failure.code) ? failure : undefined;
}
