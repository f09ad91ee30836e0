import type {Question} from '../../runner/events.ts';
import {span, type Line} from '../../terminal/spans.ts';
import {wrapWords} from '../../terminal/wrap.ts';
import type {Style} from './lines.ts';

/** The question with its choices, the chosen one marked. */
export function questionLines(question: Question, chosen: number, {columns, symbols}: Style): Line[] {
	const text = wrapWords(question.text, columns - 3).map((line, index): Line => [
		span(index === 0 ? `${symbols.question} ` : '  ', 'warning'),
		span(line, 'bold'),
	]);
	const choices = question.choices.flatMap(({label}, index) => {
		const marked = index === chosen;
		return wrapWords(label, columns - 6).map((line, part): Line => [
			span(part === 0 ? `${marked ? symbols.pointer : ' '} ${index + 1} ` : '    ', marked ? 'accent' : 'dim'),
			span(line, marked ? 'bold' : 'plain'),
		]);
	});
	return [...text, ...choices];
}
