import type {Question} from '../../runner/events.ts';
import {isNarrow} from '../../terminal/columns.ts';
import {formatClock, formatRemaining} from '../../terminal/duration.ts';
import type {RunView} from '../model.ts';
import {elapsedSeconds, secondsLeft} from '../select.ts';
import {fitLine, span, type Line} from '../../terminal/spans.ts';
import {wrapWords} from '../../terminal/wrap.ts';
import {planeLine, stepLine, tailLine, type Style} from './lines.ts';
import {questionLines} from './question-lines.ts';
import {chooseRows} from './rows.ts';

/** A question on the screen and the choice that the pointer is on. */
export interface OpenQuestion {
	question: Question;
	chosen: number;
}

/** From so many rows on there is room for blank lines and hints. */
const roomy = 20;

/** The live part of the checklist: always shorter than `rows`, never wider than the window. */
export function frame(view: RunView, open: OpenQuestion | undefined, rows: number, style: Style): Line[] {
	const gap: Line[] = rows >= roomy ? [[]] : [];
	const asked = open ? [...gap, ...questionLines(open.question, open.chosen, style)] : [];
	const foot = [...gap, ...stopping(view, style), clock(view, style), ...asked];
	const limit = mostRows(rows, open !== undefined);
	const body = chooseRows(view, limit - foot.length, style.now).map((row): Line => {
		switch (row.kind) {
			case 'plane': {
				return planeLine(row.plane, row.hidden, style);
			}

			case 'step': {
				return stepLine(view, row.step, style);
			}

			case 'tail': {
				return tailLine(row.text, style);
			}
		}
	});
	// One column stays free: a line that fills the window makes some terminals break it.
	return [...body, ...foot].slice(-limit).map(line => fitLine(line, style.columns - 1, style.symbols.ellipsis));
}

/** A high window keeps a quarter free: the terminal pushes what no longer fits after a resize into its scrollback, where nobody can erase it. */
function mostRows(rows: number, asking: boolean): number {
	return asking || rows < roomy ? Math.max(1, rows - 1) : Math.floor(rows * 0.75);
}

function stopping(view: RunView, {columns}: Style): Line[] {
	return view.stopping ? wrapWords(view.stopping, columns - 2).map(line => [span(line, 'warning')]) : [];
}

/** `12 of 24 · 1 min 12 s · about 4 min left`, just short enough for 40 columns */
function clock(view: RunView, {now, columns, symbols}: Style): Line {
	const done = view.steps.filter(step => step.state === 'done').length;
	// A run that failed or is being stopped has no estimate.
	const isEnding = view.stopping !== undefined || view.steps.some(({state}) => state === 'failed');
	const parts = [formatClock(elapsedSeconds(view, now)), ...(isEnding ? [] : [formatRemaining(secondsLeft(view, now))])];
	const hint = columns >= 70 && !view.stopping ? [`Ctrl+C to stop`] : [];
	const text = [...parts, ...hint].join(` ${symbols.dot} `);
	return [span(`${done}${isNarrow(columns) ? '/' : ' of '}${view.steps.length}`, 'bold'), span(` ${symbols.dot} ${text}`, 'dim')];
}
