import {setTimeout as pause} from 'node:timers/promises';
import type {PipelinePolicy, PipelineResponse} from '@azure/core-rest-pipeline';
import * as z from 'zod';

const offer = z.object({device_code: z.string(), expires_in: z.coerce.number()});
const refusal = z.object({error: z.string(), error_description: z.string().catch('')});

/** What the SDK keeps to itself or does not know of a sign-in by code: how long the code lives, why it is refused, and how to slow down. */
export class DeviceCodeWatch {
	#expiresAt: Date | undefined;
	#slower = 0;
	#words: string | undefined;
	readonly #slowDownSeconds: number;

	/** `slowDownSeconds`: by how much each `slow_down` lengthens the time between two questions; 5 as RFC 8628 (3.5) has it. */
	constructor({slowDownSeconds = 5} = {}) {
		this.#slowDownSeconds = slowDownSeconds;
	}

	/** Seconds by which the service had the time between two questions lengthened. */
	get slowerBySeconds(): number {
		return this.#slower;
	}

	/** `error` of the SDK, with the words of the service where it gave a reason. */
	explain(error: unknown): unknown {
		const {name} = error instanceof Error ? error : new Error(String(error));
		return this.#words && name !== 'AbortError' ? Object.assign(new Error(this.#words, {cause: error}), {name}) : error;
	}

	/** When the last code that was given out ends; fifteen minutes from now if the service did not say. */
	get expiresAt(): Date {
		return this.#expiresAt ?? new Date(Date.now() + 15 * 60_000);
	}

	/** For the pipeline that asks the sign-in service. */
	readonly policy: PipelinePolicy = {
		name: 'deviceCodePolicy',
		sendRequest: async (request, next) => {
			const asksForToken = request.url.includes('/token') && typeof request.body === 'string' && request.body.includes('device_code');
			if (asksForToken && this.#slower > 0) {
				await pause(this.#slower * 1000);
			}

			const response = await next(request);
			if (request.url.includes('/devicecode')) {
				const offered = read(offer, response);
				this.#slower = 0;
				this.#expiresAt = offered && new Date(Date.now() + offered.expires_in * 1000);
			}

			const refused = asksForToken ? read(refusal, response) : undefined;
			this.#words = refused && refused.error !== 'authorization_pending' ? `${refused.error}: ${refused.error_description}` : undefined;
			if (refused?.error === 'slow_down') {
				this.#slower += this.#slowDownSeconds;
				// The SDK goes on asking only where it hears that the person is not done yet.
				return {...response, bodyAsText: response.bodyAsText?.replace('"slow_down"', '"authorization_pending"') ?? null};
			}

			return response;
		},
	};
}

function read<T>(schema: z.ZodType<T>, {bodyAsText}: PipelineResponse): T | undefined {
	try {
		return schema.parse(JSON.parse(bodyAsText ?? ''));
	} catch {
		return undefined;
	}
}
