/**
 * How a run is brought to an end before its time.
 * `finish`: steps under way finish, no new one begins. `leave`: the tool lets go at once; Azure and the machine go on.
 */
export class StopSwitch {
	readonly #abort = new AbortController();
	#reason: string | undefined;

	/** Aborts only on `leave`: what is under way in Azure or on the machine isn't cancelled by that. */
	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	/** Why no new step may begin; undefined while the run goes on. */
	get reason(): string | undefined {
		return this.#reason;
	}

	finish(reason: string): void {
		this.#reason ??= reason;
	}

	leave(reason: string): void {
		this.#reason ??= reason;
		this.#abort.abort(new DOMException(reason, 'AbortError'));
	}
}
