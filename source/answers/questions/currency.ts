import {currencies} from '../../deployment/billing/prices.ts';
import {checkChoice} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const currency = defineQuestion('currency', {
	kind: 'choice',
	part: 'Bill',
	title: 'Currency',
	text: 'Which currency should prices be shown in?',
	hint: 'The budget uses it too. Azure itself prices in USD.',
	flag: 'currency',
	placeholder: 'CODE',
	help: 'Currency of prices and budget, such as EUR',
	variable: 'WASPER_CURRENCY',
	choices: currencies,
	fallback: 'USD',
	needs: [],
	asked: false,
	validate: text => checkChoice(currencies, text),
});
