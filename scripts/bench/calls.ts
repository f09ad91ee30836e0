import diagnostics from 'node:diagnostics_channel';

export interface TimedCall {
	/** `POST /subscriptions/…/validate` */
	name: string;
	/** Seconds from the beginning of the recording. */
	begun: number;
	seconds: number;
}

/** Does `work` and records every HTTP call that is answered meanwhile, of the SDKs and of fetch alike, where it leaves the process. */
export async function recordCalls(work: () => Promise<unknown>): Promise<TimedCall[]> {
	const start = performance.now();
	const calls: TimedCall[] = [];
	const begun = new Map<object, number>();
	const begin = ({request}: {request: object}) => begun.set(request, performance.now());
	const end = ({request}: {request: {method?: string; path?: string}}) => {
		const at = begun.get(request);
		if (at !== undefined) {
			begun.delete(request);
			const name = `${request.method ?? ''} ${request.path?.split('?', 1)[0] ?? ''}`;
			calls.push({name, begun: (at - start) / 1000, seconds: (performance.now() - at) / 1000});
		}
	};
	// What channels say is typed by nobody; these names and shapes are those of Node's documentation and of undici's.
	const listeners: Array<[channel: string, listen: (message: unknown) => void]> = [
		['http.client.request.start', begin as (message: unknown) => void],
		['http.client.response.finish', end as (message: unknown) => void],
		['undici:request:create', begin as (message: unknown) => void],
		['undici:request:headers', end as (message: unknown) => void],
	];
	for (const [channel, listen] of listeners) {
		diagnostics.subscribe(channel, listen);
	}

	try {
		await work();
	} finally {
		for (const [channel, listen] of listeners) {
			diagnostics.unsubscribe(channel, listen);
		}
	}

	return calls.toSorted((one, other) => one.begun - other.begun);
}
