import {planes, type Plane} from '../deployment/planes.ts';
import type {RunEvent} from './events.ts';

/** Seconds from the first begin to the last end of each plane's steps, in the order of the planes. */
export class PlaneTimes {
	readonly #planeOf = new Map<string, Plane>();
	readonly #spans = new Map<Plane, {from: number; to: number}>();

	handle(event: RunEvent): void {
		if (event.type === 'run.started') {
			for (const step of event.steps) {
				this.#planeOf.set(step.id, step.plane);
			}
		}

		const plane =
			'step' in event && event.type !== 'step.waiting' && event.type !== 'step.abandoned' ? this.#planeOf.get(event.step) : undefined;
		if (plane) {
			const now = Date.parse(event.time);
			const span = this.#spans.get(plane) ?? {from: now, to: now};
			this.#spans.set(plane, {from: Math.min(span.from, now), to: Math.max(span.to, now)});
		}
	}

	seconds(): Array<{plane: Plane; seconds: number}> {
		return planes.flatMap(plane => {
			const span = this.#spans.get(plane);
			return span ? [{plane, seconds: (span.to - span.from) / 1000}] : [];
		});
	}
}
