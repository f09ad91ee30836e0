import {checkBudget} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const budget = defineQuestion('budget', {
	kind: 'number',
	part: 'Bill',
	title: 'Budget',
	text: 'Monthly budget?',
	hint: "You'll be warned, not stopped.",
	flag: 'budget',
	placeholder: 'AMOUNT',
	help: 'Monthly budget to compare the price with',
	variable: 'WASPER_BUDGET',
	fallback: '150',
	needs: ['currency'],
	asked: true,
	validate: (text, {answered}) => checkBudget(text, answered.currency),
	typed: String,
	show: (value, {currency}) => `${value} ${currency} a month`,
});
