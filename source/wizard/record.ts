import type {Settled} from '../answers/answers.ts';
import {isNarrow} from '../terminal/columns.ts';
import {describeAnswers} from '../answers/record.ts';

/** What stays in the scrollback of `columns` once the wizard is gone: every answer, never a secret. */
export function recordLines(settled: Settled, symbol: string, columns: number): string[] {
	const answers = describeAnswers(settled);
	const width = Math.max(...answers.map(({title}) => title.length));
	return answers.map(({title, text}) => `${symbol} ${isNarrow(columns) ? `${title}:` : title.padEnd(width)} ${text}`);
}
