import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {money} from '../../answers/monthly.ts';
import type {Currency} from '../../deployment/prices.ts';
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

/** The bill against the budget, as a bar and in words; in words alone when they are in two currencies. */
export function BudgetBar({total, currency, budget, budgetCurrency, isComplete = true}: BudgetBarProps): ReactNode {
	const {theme, layout} = useWizard();
	if (currency !== budgetCurrency) {
		return (
			<Text wrap="truncate">
				{`${money(total)}${isComplete ? '' : '+?'} ${currency} a month; `}
				<Text {...theme.warning}>{`not held against ${money(budget)} ${budgetCurrency}`}</Text>
			</Text>
		);
	}
	const width = Math.max(8, Math.min(24, layout.width - 32));
	const full = Math.min(width, Math.round((total / budget) * width));
	const isOver = total > budget;
	const style = isOver ? theme.bad : total > budget * 0.9 ? theme.warning : theme.good;
	const {symbols} = theme;
	return (
		<Box>
			<Text wrap="truncate">
				<Text {...style}>{symbols.full.repeat(full)}</Text>
				<Text {...theme.dim}>{symbols.empty.repeat(width - full)}</Text>
				{` ${money(total)}${isComplete ? '' : '+?'} of ${money(budget)} `}
				{isOver && <Text {...theme.bad}>over </Text>}
				<Text {...theme.dim}>{currency} a month</Text>
			</Text>
		</Box>
	);
}
