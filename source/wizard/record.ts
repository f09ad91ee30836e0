import type {Answered} from '../answers/answers.ts';
import {describeAnswers} from '../answers/questions.ts';
import {isNarrow} from '../terminal/columns.ts';

/** What stays in the scrollback of `columns` once the wizard is gone: every answer, never a secret. */
export function recordLines(answered: Partial<Answered>, symbol: string, columns: number): string[] {
	const answers = describeAnswers(answered);
	const width = Math.max(...answers.map(({title}) => title.length));
	return answers.map(({title, text}) => `${symbol} ${isNarrow(columns) ? `${title}:` : title.padEnd(width)} ${text}`);
}
