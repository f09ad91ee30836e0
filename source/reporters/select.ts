import {remainingSeconds} from '../runner/estimate.ts';
import type {RunView, StepView} from './model.ts';
import {planes, planeTitles, type Plane} from '../deployment/planes.ts';

/** One plane with its steps, in the order of the run. */
export interface PlaneView {
	id: Plane;
	title: string;
	steps: StepView[];
	done: number;
	/** Whether every step of it ended well. */
	finished: boolean;
	/** Seconds from its first start to its last end; so far, while it runs. */
	seconds: number;
}

/** Whether work on it is going on. */
export function isRunning(step: StepView): boolean {
	return step.state === 'inspecting' || step.state === 'working' || step.state === 'retrying';
}

/** Whether nothing more will happen to it. */
export function isOver(step: StepView): boolean {
	return step.state === 'done' || step.state === 'failed' || step.state === 'abandoned';
}

/** Seconds that the step took, or has taken at `now` (milliseconds since the epoch). */
export function stepSeconds(step: StepView, now: number): number {
	return step.seconds ?? (step.startedAt === undefined ? 0 : Math.max(0, (now - step.startedAt) / 1000));
}

/** The planes that have steps, in the order of thought, not of execution. */
export function planesOf(view: RunView, now: number): PlaneView[] {
	return planes
		.map(id => ({id, steps: view.steps.filter(step => step.plane === id)}))
		.filter(({steps}) => steps.length > 0)
		.map(({id, steps}) => {
			const begun = steps.flatMap(step =>
				step.startedAt === undefined ? [] : [{from: step.startedAt, to: step.startedAt + stepSeconds(step, now) * 1000}],
			);
			const seconds = begun.length === 0 ? 0 : (Math.max(...begun.map(span => span.to)) - Math.min(...begun.map(span => span.from))) / 1000;
			const done = steps.filter(step => step.state === 'done').length;
			return {id, title: planeTitles[id], steps, done, finished: done === steps.length, seconds};
		});
}

/** Titles of what a waiting step still waits for. */
export function waitsFor(view: RunView, step: StepView): string[] {
	const named = step.waitingFor ?? step.needs;
	return view.steps.filter(other => named.includes(other.id) && other.state !== 'done').map(other => other.title);
}

/** `Network, Firewall`, or `Network and 3 more` */
export function shortList(titles: readonly string[], most = 2): string {
	return titles.length > most ? `${titles.slice(0, most - 1).join(', ')} and ${titles.length - most + 1} more` : titles.join(', ');
}

/** Seconds since the run began; final once it ended. */
export function elapsedSeconds(view: RunView, now: number): number {
	return view.finished?.seconds ?? Math.max(0, (now - view.startedAt) / 1000);
}

/** Estimated seconds until the run ends. */
export function secondsLeft(view: RunView, now: number): number {
	return remainingSeconds(
		view.steps.map(step => ({
			...step,
			finished: isOver(step),
			...(step.startedAt === undefined ? {} : {elapsed: stepSeconds(step, now)}),
			...(step.state === 'retrying' && step.retry && {pause: Math.max(0, (step.retry.until - now) / 1000)}),
		})),
	);
}
