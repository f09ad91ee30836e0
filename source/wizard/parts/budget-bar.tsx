import {Text} from 'ink';
import type {ReactNode} from 'react';
import {money} from '../../answers/monthly.ts';
import type {Currency} from '../../deployment/billing/prices.ts';
import {bar} from '../../terminal/bar.ts';
import {useWizard} from '../context.ts';

export interface BudgetBarProps {
	/** A month. */
	total: number;
	currency: Currency;
	budget: number;
	budgetCurrency: Currency;
	/** False when a price is missing in `total`. */
	isComplete?: boolean;
}

// Shorter, it shows nothing.
const shortest = 3;

/** The bill against the budget, as a bar and in words; in words alone when they are in two currencies. */
export function BudgetBar({total, currency, budget, budgetCurrency, isComplete = true}: BudgetBarProps): ReactNode {
	const {theme, layout} = useWizard();
	if (currency !== budgetCurrency) {
		return (
			<Text wrap="truncate">
				{`${isComplete ? '' : 'at least '}${money(total)} ${currency} a month; `}
				<Text {...theme.warning}>{`not held against ${money(budget)} ${budgetCurrency}`}</Text>
			</Text>
		);
	}
	const text = `${isComplete ? '' : 'at least '}${money(total)} of ${money(budget)}`;
	const unit = ` ${currency} a month`;
	const over = total > budget ? ', over' : '';
	const room = layout.width - text.length - unit.length - over.length - 1;
	const width = room < shortest ? 0 : Math.min(24, room);
	const style = over ? theme.bad : total > budget * 0.9 ? theme.warning : theme.good;
	const {filled, rest} = bar(total / budget, width, theme.symbols);
	return (
		<Text wrap="truncate">
			<Text {...style}>{filled}</Text>
			<Text {...theme.dim}>{rest}</Text>
			{width > 0 && ' '}
			{text}
			<Text {...theme.dim}>{unit}</Text>
			<Text {...theme.bad}>{over}</Text>
		</Text>
	);
}
