import {formatClock, formatSeconds} from '../../terminal/duration.ts';
import type {RunView, StepView} from '../model.ts';
import {isRunning, shortList, stepSeconds, waitsFor, type PlaneView} from '../select.ts';
import {span, type Line, type Span, type Tone} from '../../terminal/spans.ts';
import {isNarrow} from '../../terminal/columns.ts';
import {cleanLine, count, cutText} from '../../terminal/text.ts';
import type {Symbols} from '../../terminal/symbols.ts';

/** What lines are drawn with. */
export interface Style {
	columns: number;
	symbols: Symbols;
	/** Milliseconds since the epoch. */
	now: number;
	/** Counts the spinner on. */
	turn: number;
}

const timeWidth = 11;

/** `  ✔ Firewall            4.1 s  3 rules` */
export function stepLine(view: RunView, step: StepView, style: Style): Line {
	const {columns, now} = style;
	const longest = Math.max(...view.steps.map(({title}) => title.length));
	const width = Math.max(8, Math.min(longest, columns - timeWidth - 5));
	const title = cutText(step.title, width, style.symbols.ellipsis);
	const head = [span('  '), markOf(step, style), span(' '), span(title, toneOf(step))];
	if (step.startedAt === undefined) {
		// No time to show: in a narrow window what it waits for follows the title.
		const gap = isNarrow(columns) ? 2 : width - title.length + timeWidth + 2;
		const note = noteOf(view, step, columns - 5 - title.length - gap, style);
		return note.text ? [...head, span(' '.repeat(gap)), note] : head;
	}

	const note = noteOf(view, step, columns - 7 - width - timeWidth, style);
	const time = step.seconds === undefined ? formatClock(stepSeconds(step, now)) : formatSeconds(step.seconds);
	const timed = [...head, span(' '.repeat(width - title.length)), span(time.padStart(timeWidth), 'dim')];
	return note.text && !isNarrow(columns) ? [...timed, span('  '), note] : timed;
}

function toneOf(step: StepView): Tone {
	return isRunning(step) || step.state === 'failed' ? 'bold' : step.state === 'done' ? 'plain' : 'dim';
}

function markOf(step: StepView, {symbols, turn}: Style): Span {
	switch (step.state) {
		case 'done': {
			return step.outcome === 'left' ? span(symbols.abandoned, 'warning') : span(symbols.done, 'good');
		}

		case 'failed': {
			return span(symbols.failed, 'bad');
		}

		case 'abandoned': {
			return span(symbols.abandoned, 'dim');
		}

		case 'retrying': {
			return span(symbols.retrying, 'warning');
		}

		case 'inspecting':
		case 'working': {
			return span(symbols.spinner[turn % symbols.spinner.length] ?? symbols.started, 'accent');
		}

		case 'waiting':
		case 'inspected': {
			return span(symbols.waiting, 'dim');
		}
	}
}

/** What is said beside a step; of what it waits for as much as `room` holds. */
function noteOf(view: RunView, step: StepView, room: number, {symbols}: Style): Span {
	switch (step.state) {
		case 'done': {
			// A check mark says that it was created.
			const how =
				step.outcome === 'kept'
					? 'already right'
					: step.outcome === 'created'
						? ''
						: step.outcome === 'left'
							? 'not right'
							: (step.outcome ?? '');
			return span([how, step.evidence].filter(Boolean).join(': '), 'dim');
		}

		case 'failed': {
			return span('failed', 'bad');
		}

		case 'abandoned': {
			return span('not done', 'dim');
		}

		case 'retrying': {
			return span('trying again', 'warning');
		}

		case 'inspecting': {
			return span('looking', 'dim');
		}

		case 'working': {
			return span(step.action === 'remove' ? 'removing' : findingsNote(step), 'dim');
		}

		case 'waiting':
		case 'inspected': {
			return span(waiting(waitsFor(view, step), room, symbols.ellipsis), 'dim');
		}
	}
}

/** What is being repaired, in one line; what is absent is simply created. */
function findingsNote({findings}: StepView): string {
	return findings
		.filter(({state}) => state !== 'absent')
		.map(({cause, evidence}) => cleanLine(cause ?? evidence))
		.join(' ');
}

// Less than this of a title says nothing.
const shortest = 20;

/** `waits for Virtual network and 2 more`: names where there is room for them, else how many there are. */
function waiting(titles: readonly string[], room: number, ellipsis: string): string {
	const [first = ''] = titles;
	const rest = titles.length - 1;
	const wordings = rest > 0 ? [shortList(titles), `${first} and ${rest} more`, count(titles.length, 'step')] : [first];
	const fitting = wordings.find(wording => wording && wording.length + 10 <= room);
	const text = fitting ?? (rest === 0 && room >= shortest ? cutText(first, room - 10, ellipsis) : '');
	return text && `waits for ${text}`;
}

/** `Azure  5 of 8  32 s` */
export function planeLine(plane: PlaneView, hidden: number, {symbols}: Style): Line {
	const parts = [
		`${plane.done} of ${plane.steps.length}`,
		...(plane.seconds > 0 ? [formatClock(plane.seconds)] : []),
		...(hidden > 0 ? [`${hidden} not shown`] : []),
	];
	return [span(plane.title, 'bold'), span(`  ${parts.join(` ${symbols.dot} `)}`, 'dim')];
}

/** A line beneath a step: of its output, or why it is where it is. */
export function tailLine(text: Span, {symbols}: Style): Line {
	return [span(`    ${symbols.tail} `, 'dim'), text];
}
