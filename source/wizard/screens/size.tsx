import {Text} from 'ink';
import type {ReactNode} from 'react';
import {questions} from '../../answers/questions.ts';
import type {CachedAnswers} from '../../answers/cached-answers.ts';
import {describeBill, isComplete, monthlyTotal} from '../../deployment/billing/bill.ts';
import {priceDate} from '../../deployment/billing/prices.ts';
import {choiceSources} from '../choice-sources.ts';
import {useWizard} from '../context.ts';
import {fittingPieces} from '../layout.ts';
import {BudgetBar} from '../parts/budget-bar.tsx';
import {ChoiceScreen} from './choice.tsx';
import {Looked} from './looked.tsx';

/** The machine sizes, each with what the whole deployment would cost with it. */
export function SizeScreen({prefill}: {prefill?: string | undefined}): ReactNode {
	const {session, given, theme, layout} = useWizard();
	const {subscription, region, currency = 'USD'} = session.answered;
	const load = async (cached: CachedAnswers) => ({
		items: (await choiceSources.size?.items(cached, session.answered)) ?? [],
		prices: await cached.regionPrices(subscription?.id ?? '', region?.name ?? '', currency),
	});
	const made = 'with two disks, an address and traffic';
	const budget = session.answered.budget ?? Number(given.budget ?? questions.budget.fallback);
	return (
		<Looked screen="size" what={`Asking Azure for machines and prices in ${region?.title}`} load={load}>
			{({items, prices}) => (
				<ChoiceScreen
					question="size"
					items={items}
					prefill={prefill}
					filter
					footerRows={2}
					renderFooter={item => {
						if (!item) {
							return undefined;
						}
						const age = priceDate(prices.source);
						const bill = describeBill({name: item.value}, prices);
						return (
							<>
								<BudgetBar
									total={monthlyTotal(bill)}
									currency={bill.currency}
									budget={Number.isFinite(budget) ? budget : 150}
									budgetCurrency={currency}
									isComplete={isComplete(bill)}
								/>
								<Text {...theme.dim}>{fittingPieces(prices.source === 'live' ? [made, age] : [age, made], ', ', layout.width)}</Text>
							</>
						);
					}}
				/>
			)}
		</Looked>
	);
}
