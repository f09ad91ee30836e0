import {billSource, monthlyTotal, type Bill, type BillLine, type BillPart} from '../deployment/billing/bill.ts';
import type {Currency} from '../deployment/billing/prices.ts';
import {budgetLines} from './budget-lines.ts';
import {field, valueColumns, type TextStyle} from '../terminal/fields.ts';
import type {Line} from '../terminal/spans.ts';
import {wrapPieces, wrapWords} from '../terminal/wrap.ts';

/** What the parts of a bill are called together; a part without a name costs nothing. */
const names: Partial<Record<BillPart, string>> = {
	machine: 'machine',
	'os-disk': 'disks',
	'data-disk': 'disks',
	address: 'address',
	traffic: 'traffic guess',
};

/** What a month costs, of what it is made, and what would be cheaper; nothing for a bill without lines. */
export function billLines(bill: Bill, budget: {amount: number; currency: Currency}, style: TextStyle): Line[] {
	if (bill.lines.length === 0) {
		return [];
	}

	const groups = Map.groupBy(bill.lines, ({part}) => names[part]);
	const parts = [...groups].flatMap(([name, lines]) => (name === undefined ? [] : [`${sum(lines)} ${name}`]));
	// A commitment for three years saves more than one for a year, and comes first.
	const kinds = Map.groupBy(bill.savings, ({id}) => id.replace(/-\d$/, ''));
	const savings = [...kinds.values()].flatMap(([best]) => (best ? [`${best.monthly.toFixed(2)} ${best.title}`] : []));
	return [
		...budgetLines(
			{
				monthly: monthlyTotal(bill),
				currency: bill.currency,
				priceSource: billSource(bill),
				// Two currencies can't be held against each other.
				...(budget.currency === bill.currency && {budget: budget.amount}),
			},
			style,
		),
		...field('Made of', listed(parts, style), style),
		...field('Note', bill.remark === undefined ? [] : wrapWords(bill.remark, valueColumns(style)), style, 'warning'),
		...field('To save', savings.length > 0 ? listed([...savings, '--json says more'], style) : [], style),
	];
}

function sum(lines: readonly BillLine[]): string {
	return lines.some(({monthly}) => monthly === undefined)
		? 'unknown'
		: lines.reduce((total, {monthly = 0}) => total + monthly, 0).toFixed(2);
}

/** Pieces on as few lines as they need. */
function listed(pieces: readonly string[], style: TextStyle): string[] {
	return wrapPieces(
		pieces.map((piece, index) => (index < pieces.length - 1 ? `${piece},` : piece)),
		' ',
		valueColumns(style),
	);
}
