import type {RunEvent, UnstampedEvent} from './events.ts';

export type Listener = (event: RunEvent) => void;

/** The one stream of events of a run; stamps each with the time and the run's id. */
export class Bus {
	readonly #listeners = new Set<Listener>();

	constructor(readonly run: string) {}

	emit(event: UnstampedEvent): void {
		const stamped: RunEvent = {time: new Date().toISOString(), run: this.run, ...event};
		for (const listener of this.#listeners) {
			listener(stamped);
		}
	}

	/** Returns the function that ends the subscription. */
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}
