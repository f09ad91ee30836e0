import {isNarrow} from './columns.ts';
import {span, type Line, type Tone} from './spans.ts';
import type {Symbols} from './symbols.ts';
import {textWidth} from './text.ts';
import {wrapWords} from './wrap.ts';

/** Labels with values, wrapped to a window, for summaries and plans. */

export interface TextStyle {
	columns: number;
	symbols: Symbols;
}

export const labelWidth = 14;

/** A text after its symbol. */
export function marked(mark: string, text: string, tone: Tone, {columns}: TextStyle): Line[] {
	return wrapWords(text, columns - 3).map((line, index) => [span(index === 0 ? `${mark} ` : '  ', tone), span(line, tone)]);
}

/** An indented text. */
export function paragraph(text: string, tone: Tone, {columns}: TextStyle): Line[] {
	return wrapWords(text, columns - 3).map(line => [span('  '), span(line, tone)]);
}

/** Columns for the values beside a label or, in a narrow window, below it. */
export function valueColumns({columns}: TextStyle): number {
	return isNarrow(columns) ? columns - 5 : Math.min(columns, 120) - labelWidth - 3;
}

/** A label with its values, each wrapped; nothing when there are none. */
export function field(label: string, values: readonly string[], style: TextStyle, tone: Tone = 'plain'): Line[] {
	if (values.length === 0) {
		return [];
	}

	const room = valueColumns(style);
	const lines = values.flatMap(value => wrapWords(value, room));
	if (isNarrow(style.columns) || lines.some(line => textWidth(line) > room)) {
		const below = values.flatMap(value => wrapWords(value, Math.min(style.columns, 120) - 5));
		return [...(label ? [[span(`  ${label}`, 'dim')]] : []), ...below.map(line => [span('    '), span(line, tone)])];
	}

	return lines.map((line, index) => [span(`  ${(index === 0 ? label : '').padEnd(labelWidth)}`, 'dim'), span(line, tone)]);
}
