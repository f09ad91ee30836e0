import type {Question} from '../../runner/events.ts';
import type {RunView} from '../model.ts';
import type {Line} from '../../terminal/spans.ts';

export interface Asked {
	question: Question;
	/** Index of the choice under the pointer. */
	chosen: number;
	answer(value: string): void;
}

/** What the checklist shows; replaced, never changed. */
export interface Shown {
	view?: RunView;
	/** Lines that are on the screen for good. */
	settled: readonly Line[];
	/** Questions in the order in which they came; the first is on the screen. */
	asked: readonly Asked[];
	columns: number;
	rows: number;
	/** Whether the window is being pulled larger or smaller: what is drawn meanwhile would have the wrong size. */
	resizing: boolean;
	/** Milliseconds since the epoch. */
	now: number;
}

/** Between the run and React: takes dozens of changes a tick and publishes one. */
export class ChecklistStore {
	#shown: Shown;
	#scheduled = false;
	readonly #listeners = new Set<() => void>();

	constructor(columns: number, rows: number) {
		this.#shown = {settled: [], asked: [], columns, rows, resizing: false, now: Date.now()};
	}

	readonly snapshot = (): Shown => this.#shown;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	change(part: Partial<Shown>): void {
		this.#shown = {...this.#shown, now: Date.now(), ...part};
		if (!this.#scheduled) {
			this.#scheduled = true;
			queueMicrotask(() => this.#publish());
		}
	}

	/** Moves the pointer of the question on the screen. */
	choose(chosen: number): void {
		const [first, ...others] = this.#shown.asked;
		if (first) {
			this.change({asked: [{...first, chosen}, ...others]});
		}
	}

	#publish(): void {
		this.#scheduled = false;
		for (const listener of this.#listeners) {
			listener();
		}
	}
}
