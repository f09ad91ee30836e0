import {priceDate} from '../deployment/billing/prices.ts';
import {span, type Line, type Tone} from './spans.ts';
import type {Symbols} from './symbols.ts';
import {wrapWords} from './words.ts';

/** Labels with values, wrapped to a window: what summaries and plans are made of. */

export interface TextStyle {
	columns: number;
	symbols: Symbols;
}

export const labelWidth = 14;

/** Narrow windows put a label above its values instead of beside them. */
export function isNarrow({columns}: Pick<TextStyle, 'columns'>): boolean {
	return columns < 60;
}

/** A text behind its mark. */
export function marked(mark: string, text: string, tone: Tone, {columns}: TextStyle): Line[] {
	return wrapWords(text, columns - 3).map((line, index) => [span(index === 0 ? `${mark} ` : '  ', tone), span(line, tone)]);
}

/** A text of its own, indented. */
export function paragraph(text: string, tone: Tone, {columns}: TextStyle): Line[] {
	return wrapWords(text, columns - 3).map(line => [span('  '), span(line, tone)]);
}

/** Columns for the values beside or below a label. */
export function valueColumns({columns}: TextStyle): number {
	return isNarrow({columns}) ? columns - 5 : Math.min(columns, 120) - labelWidth - 3;
}

/** A label with its values, each wrapped; nothing when there are none. */
export function field(label: string, values: readonly string[], style: TextStyle, tone: Tone = 'plain'): Line[] {
	if (values.length === 0) {
		return [];
	}

	const room = valueColumns(style);
	const lines = values.flatMap(value => wrapWords(value, room));
	if (isNarrow(style) || lines.some(line => line.length > room)) {
		const below = values.flatMap(value => wrapWords(value, Math.min(style.columns, 120) - 5));
		return [...(label ? [[span(`  ${label}`, 'quiet')]] : []), ...below.map(line => [span('    '), span(line, tone)])];
	}

	return lines.map((line, index) => [span(`  ${(index === 0 ? label : '').padEnd(labelWidth)}`, 'quiet'), span(line, tone)]);
}

/** The monthly price against the budget; beside it where they are in two currencies, and alone where there is none. */
export function budgetLines({monthly, budget, currency = 'USD', priceSource = 'live'}: MonthlyPrice, style: TextStyle): Line[] {
	if (monthly === undefined) {
		return [];
	}

	const age = priceSource === 'live' ? '' : `, ${priceDate(priceSource)}`;
	return budget === undefined
		? field('A month', [`${monthly.toFixed(2)} ${currency}${age}`, 'The budget is in another currency.'], style)
		: [...field('A month', [`${monthly.toFixed(2)} of ${budget.toFixed(2)} ${currency}${age}`], style), budgetBar(monthly, budget, style)];
}

interface MonthlyPrice {
	monthly?: number | undefined;
	/** Absent when it is in another currency. */
	budget?: number | undefined;
	currency?: string | undefined;
	/** `live`, or where and when the prices are from. */
	priceSource?: string | undefined;
}

/** Shows which part of the budget a month uses; over the budget it is full and says so. */
function budgetBar(monthly: number, budget: number, {columns, symbols}: TextStyle): Line {
	const share = budget > 0 ? monthly / budget : 1;
	const width = Math.min(30, columns - 20);
	const full = Math.min(width, Math.round(share * width));
	const tone: Tone = share > 1 ? 'bad' : 'good';
	const indent = isNarrow({columns}) ? 4 : labelWidth + 2;
	return [
		span(' '.repeat(indent)),
		span(symbols.full.repeat(full), tone),
		span(symbols.empty.repeat(width - full), 'quiet'),
		// Without a bar it says what it is a share of.
		span(`${symbols.full && ' '}${Math.round(share * 100)} %${symbols.full ? '' : ' of the budget'}${share > 1 ? ', over' : ''}`, tone),
	];
}
