/** A time limit that is paused while a person is asked. */
export class Deadline {
	readonly #controller = new AbortController();
	#timer: NodeJS.Timeout | undefined;
	#left: number;
	#since = 0;

	constructor(
		seconds: number,
		private readonly ended: () => void,
	) {
		this.#left = seconds * 1000;
	}

	/** Aborts when the time is over. */
	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	get secondsLeft(): number {
		const running = this.#timer ? Date.now() - this.#since : 0;
		return Math.max(0, this.#left - running) / 1000;
	}

	/** Ends the limit: it aborts no more. */
	[Symbol.dispose](): void {
		clearTimeout(this.#timer);
		this.ended();
	}

	pause(): void {
		this.#left = this.secondsLeft * 1000;
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	run(): void {
		this.#since = Date.now();
		this.#timer = setTimeout(() => this.#controller.abort(new DOMException('Out of time', 'TimeoutError')), this.#left).unref();
	}
}

/** All time limits of one gateway: they are paused together. */
export class Deadlines {
	readonly #open = new Set<Deadline>();
	#pauses = 0;

	/** A limit that runs from now on, or from the end of the pause. Dispose of it when the work is done. */
	start(seconds: number): Deadline {
		const deadline = new Deadline(seconds, () => this.#open.delete(deadline));
		this.#open.add(deadline);
		if (this.#pauses === 0) {
			deadline.run();
		}

		return deadline;
	}

	/** Pauses all time limits; returns the function that resumes them. */
	pause(): () => void {
		this.#pauses += 1;
		for (const deadline of this.#open) {
			deadline.pause();
		}

		return () => {
			this.#pauses -= 1;
			for (const deadline of this.#pauses === 0 ? this.#open : []) {
				deadline.run();
			}
		};
	}
}
