import type {RunEvent} from '../../runner/events.ts';
import type {RunView} from '../model.ts';
import {planesOf, type PlaneView} from '../select.ts';
import {fitLine, span, type Line} from '../spans.ts';
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
		const what = event.mode === 'create' ? 'Setting up' : 'Removing';
		const rehearsal: Line[] = event.sandbox ? [[span('Rehearsal: nothing real is created.', 'caution')]] : [];
		return [[span(`${what} Wasper at `), span(event.domain, 'strong')], ...rehearsal, []];
	}

	if (event.type === 'run.finished') {
		const unfinished = planesOf(view, style.now).filter(plane => !plane.finished);
		const summary = summaryLines(view, {...style, ...(logFile && {logFile})});
		return [...unfinished.flatMap(plane => planeLines(view, plane, style)), [], ...summary];
	}

	const earlier = before ? planesOf(before, style.now).filter(plane => plane.finished) : [];
	const ended = planesOf(view, style.now).filter(plane => plane.finished && !earlier.some(({id}) => id === plane.id));
	return ended.flatMap(plane => planeLines(view, plane, style));
}

function planeLines(view: RunView, plane: PlaneView, style: Style): Line[] {
	const begun = plane.steps.some(step => step.startedAt !== undefined);
	const steps = (begun ? plane.steps : []).flatMap(step => [
		stepLine(view, step, style),
		...(step.error ? [tailLine(span(step.error.cause, 'bad'), style)] : []),
	]);
	return [[...planeLine(plane, 0, style), ...(begun ? [] : [span(' not begun', 'quiet')])], ...steps].map(line =>
		fitLine(line, style.columns - 1, style.symbols.ellipsis),
	);
}
