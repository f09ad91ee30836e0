import type {PipelinePolicy} from '@azure/core-rest-pipeline';
import {currentConversation} from './conversation.ts';

/** Seconds for which a request's own time limit waits along with it; whoever asks for more meets the limit. */
const longestPause = 15 * 60;

/**
 * The SDK waits silently for as long as Azure asks for in Retry-After. This policy, inside its retries, says so and until when,
 * and pauses the time limits meanwhile.
 */
export const reportThrottlingPolicy: PipelinePolicy = {
	name: 'reportThrottlingPolicy',
	async sendRequest(request, next) {
		const response = await next(request);
		const seconds = retryAfterSeconds(response.headers.get('retry-after'));
		const conversation = currentConversation();
		if (conversation && (response.status === 429 || response.status === 503) && seconds !== undefined && seconds >= 1) {
			const {call, deadlines} = conversation;
			const until = new Date(Date.now() + seconds * 1000).toLocaleTimeString('en-GB');
			call.retrying(`Azure is throttling requests of this subscription until ${until}.`, seconds);
			setTimeout(deadlines.pause(), Math.min(seconds, longestPause) * 1000).unref();
		}

		return response;
	},
};

/** Seconds of a Retry-After header, which is a number of seconds or an HTTP date; undefined where it is neither. */
export function retryAfterSeconds(header: string | undefined): number | undefined {
	const seconds = Number(header ?? Number.NaN);
	const value = Number.isFinite(seconds) ? seconds : (Date.parse(header ?? '') - Date.now()) / 1000;
	return Number.isNaN(value) ? undefined : Math.max(0, Math.ceil(value));
}
