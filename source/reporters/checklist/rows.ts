import {formatClock} from '../../terminal/duration.ts';
import type {RunView, StepView} from '../model.ts';
import {isRunning, planesOf, type PlaneView} from '../select.ts';
import {span, type Span} from '../../terminal/spans.ts';

/** A row of the live checklist; each is exactly one line high. */
export type Row =
	| {kind: 'plane'; plane: PlaneView; hidden: number}
	| {kind: 'step'; step: StepView}
	/** A line of the step's output, why it failed, or when it is tried again. */
	| {kind: 'tail'; text: Span};

/** At most so many lines of output under one step, where the window has room. */
const longestTail = 5;

/** The rows of the unfinished planes that fit into `room` lines: what runs or failed first, then its output, headings, neighbours, more output. */
export function chooseRows(view: RunView, room: number, now: number): Row[] {
	const planes = planesOf(view, now).filter(plane => !plane.finished);
	const steps = planes.flatMap(plane => plane.steps);
	const urgent = steps.filter(step => isRunning(step) || step.state === 'failed');
	const tails = new Map<string, number>(steps.map(step => [step.id, 0]));
	const shown = new Set<string>();
	const headed = new Set<string>();
	let left = Math.max(0, room);

	const show = (chosen: Set<string>, id: string) => {
		if (left > 0 && !chosen.has(id)) {
			chosen.add(id);
			left--;
		}
	};

	const lengthen = (step: StepView) => {
		const length = tails.get(step.id) ?? 0;
		if (left > 0 && shown.has(step.id) && length < Math.min(tailOf(step, now).length, longestTail)) {
			tails.set(step.id, length + 1);
			left--;
		}
	};

	for (const step of urgent) {
		show(shown, step.id);
	}

	for (const step of urgent) {
		show(headed, step.plane);
	}

	for (const step of urgent) {
		lengthen(step);
	}

	for (const plane of planes) {
		show(headed, plane.id);
	}

	for (const step of byDistance(steps, urgent)) {
		show(shown, step.id);
	}

	for (let line = 1; line < longestTail; line++) {
		for (const step of urgent) {
			lengthen(step);
		}
	}

	return planes.flatMap((plane): Row[] => [
		...(headed.has(plane.id) ? [{kind: 'plane', plane, hidden: plane.steps.filter(step => !shown.has(step.id)).length} as const] : []),
		...plane.steps
			.filter(step => shown.has(step.id))
			.flatMap(step => [{kind: 'step', step} as const, ...tailRows(step, tails.get(step.id) ?? 0, now)]),
	]);
}

function tailRows(step: StepView, length: number, now: number): Row[] {
	return length > 0
		? tailOf(step, now)
				.slice(-length)
				.map(text => ({kind: 'tail', text}))
		: [];
}

/** What is said beneath a step, the most telling line last. */
export function tailOf(step: StepView, now: number): Span[] {
	if (step.error) {
		return [span(step.error.cause, 'bad')];
	}

	const output = step.tail.map(line => span(line, 'dim'));
	return step.retry
		? [...output, span(`again in ${formatClock((step.retry.until - now) / 1000)}: ${step.retry.cause}`, 'warning')]
		: output;
}

/** Nearest to something urgent first, then the first of each other plane: the window stays around what happens and what comes next. */
function byDistance(steps: readonly StepView[], urgent: readonly StepView[]): StepView[] {
	const distance = (step: StepView): number => {
		const plane = steps.filter(other => other.plane === step.plane);
		const place = plane.indexOf(step);
		const near = urgent.filter(other => other.plane === step.plane);
		return near.length > 0 ? Math.min(...near.map(other => Math.abs(plane.indexOf(other) - place))) : place + 1;
	};
	return steps.toSorted((one, other) => distance(one) - distance(other));
}
