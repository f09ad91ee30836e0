import {setTimeout as wait} from 'node:timers/promises';
import latencies from '../../../assets/sandbox/latencies.json' with {type: 'json'};

export type LatencyKind = keyof typeof latencies;

/** Typical seconds of the real services (medians), multiplied by a scale; 0 answers at once. */
export class Latency {
	constructor(readonly scale: number) {}

	/** Milliseconds that an operation of this kind takes here. */
	milliseconds(kind: LatencyKind): number {
		return this.scaled(latencies[kind]);
	}

	/** Milliseconds here for `seconds` of the real services. */
	scaled(seconds: number): number {
		return seconds * 1000 * this.scale;
	}

	/** Waits for as long as `kind` takes; ends early, without an error, when `signal` aborts. */
	async pass(kind: LatencyKind, signal?: AbortSignal): Promise<void> {
		const milliseconds = this.milliseconds(kind);
		if (milliseconds > 0) {
			await wait(milliseconds, undefined, signal ? {signal} : {}).catch(() => {});
		}
	}
}
