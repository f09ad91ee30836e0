import {priceDate} from '../deployment/billing/prices.ts';
import {bar} from '../terminal/bar.ts';
import {isNarrow} from '../terminal/columns.ts';
import {field, labelWidth, type TextStyle} from '../terminal/fields.ts';
import {span, type Line, type Tone} from '../terminal/spans.ts';

/** The monthly price and how much of the budget it uses; not compared when the two are in different currencies. */
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

/** How much of the budget a month uses, as a bar and in percent. */
function budgetBar(monthly: number, budget: number, {columns, symbols}: TextStyle): Line {
	const share = budget > 0 ? monthly / budget : 1;
	const width = Math.min(30, columns - 20);
	const {filled, rest} = bar(share, width, symbols);
	const tone: Tone = share > 1 ? 'bad' : 'good';
	const indent = isNarrow(columns) ? 4 : labelWidth + 2;
	return [
		span(' '.repeat(indent)),
		span(filled, tone),
		span(rest, 'dim'),
		// Spoken symbols have no bar: say what the percentage is of.
		span(`${symbols.full && ' '}${Math.round(share * 100)} %${symbols.full ? '' : ' of the budget'}${share > 1 ? ', over' : ''}`, tone),
	];
}
