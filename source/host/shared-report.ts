import type {HostReport} from './protocol.ts';

/** Milliseconds for which one report serves all callers: enough for all units inspected at the same time. */
const fresh = 2000;

/** One round trip for all who inspect at the same time. */
export class SharedReport {
	#report: Promise<HostReport> | undefined;
	#until = 0;

	/** The report in progress or just fetched, else a new one. A failed one isn't kept. */
	async get(fetch: () => Promise<HostReport>): Promise<HostReport> {
		if (this.#report && performance.now() < this.#until) {
			return this.#report;
		}

		this.#until = Infinity;
		const report = fetch().then(
			value => {
				if (this.#report === report) {
					this.#until = performance.now() + fresh;
				}

				return value;
			},
			(error: unknown) => {
				if (this.#report === report) {
					this.#report = undefined;
				}

				throw error;
			},
		);
		this.#report = report;
		return report;
	}

	/** Something was changed: the next caller gets a new report. */
	forget(): void {
		this.#report = undefined;
	}
}
