import type {RunEvent} from '../../runner/events.ts';
import type {RunView} from '../model.ts';
import {planesOf, type PlaneView} from '../select.ts';
import {fitLine, span, type Line} from '../../terminal/spans.ts';
import {summaryLines} from '../summary.ts';
import {planeLine, stepLine, tailLine, type Style} from './lines.ts';

/** What an event adds for good to the screen, above the live part: the heading, finished planes, the end. */
export function settledLines(
	before: RunView | undefined,
	view: RunView,
	event: RunEvent,
	style: Style,
	logFile: string | undefined,
): Line[] {
	if (event.type === 'run.started') {
		const {doing, rehearsal} = event.words;
		const note: Line[] = event.sandbox ? [[span(rehearsal, 'warning')]] : [];
		return [[span(doing, 'bold')], ...note, []];
	}

	if (event.type === 'run.finished') {
		const open = planesOf(view, style.now).filter(plane => !plane.finished || isUndone(plane));
		const summary = summaryLines(view, {...style, ...(logFile && {logFile})});
		// The heading is followed by an empty line already.
		return [...open.flatMap(plane => planeLines(view, plane, style)), ...(view.steps.length > 0 ? [[]] : []), ...summary];
	}

	if (event.type === 'run.changed') {
		return [[span(event.reason, 'warning')]];
	}

	const earlier = before ? planesOf(before, style.now).filter(plane => plane.finished) : [];
	// What is being undone shows once more, at the end.
	const ended = planesOf(view, style.now).filter(plane => plane.finished && !isUndone(plane) && !earlier.some(({id}) => id === plane.id));
	return ended.flatMap(plane => planeLines(view, plane, style));
}

/** Whether a run has removed some of what it created. */
function isUndone(plane: PlaneView): boolean {
	return plane.steps.some(step => step.undone);
}

function planeLines(view: RunView, plane: PlaneView, style: Style): Line[] {
	const begun = plane.steps.some(step => step.startedAt !== undefined);
	const steps = (begun ? plane.steps : []).flatMap(step => [
		stepLine(view, step, style),
		...(step.error ? [tailLine(span(step.error.cause, 'bad'), style)] : []),
	]);
	return [[...planeLine(plane, 0, style), ...(begun ? [] : [span(' not started', 'dim')])], ...steps].map(line =>
		fitLine(line, style.columns - 1, style.symbols.ellipsis),
	);
}
