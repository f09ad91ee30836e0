import {optionTable, verbTable} from './options.ts';
import {questionKeys, questions, type Question} from './questions.ts';
import {wrapWords} from './wrap.ts';

const width = 80;

/** `--flag VALUE` and its sentence, wrapped to the width. */
function entry(left: string, right: string, column: number): string[] {
	const lines = wrapWords(right, width - column);
	const indent = ' '.repeat(column);
	return lines.map((text, index) =>
		index > 0 ? indent + text : left.length + 2 > column ? `${left}\n${indent}${text}` : left.padEnd(column) + text,
	);
}

function flagOf({flag, placeholder}: Pick<Question, 'flag' | 'placeholder'>): string {
	return `  --${flag}${placeholder ? ` ${placeholder}` : ''}`;
}

/** The text of `--help`, made of the tables alone so that it loads at once. */
export function helpText(): string {
	const column = 28;
	const answers = questionKeys
		.map(key => questions[key])
		.filter(({flag}) => flag !== undefined)
		.flatMap(question =>
			entry(
				flagOf(question),
				question.fallback === undefined || question.placeholder === undefined ? question.help : `${question.help} (${question.fallback})`,
				column,
			),
		);
	const options = Object.entries(optionTable).flatMap(([flag, option]) =>
		entry(flagOf({flag, ...('placeholder' in option && {placeholder: option.placeholder})}), option.help, column),
	);
	const variables = questionKeys.map(key => questions[key]).flatMap(({variable, title}) => entry(`  ${variable}`, title, column + 4));
	return [
		'Usage',
		'  create-wasper-azure [command] [flags]',
		'',
		'Commands',
		...Object.entries(verbTable).flatMap(([verb, text]) => entry(`  ${verb}`, text, column)),
		'',
		'Answers: whatever is not given is asked, or takes the default in brackets',
		...answers,
		'',
		'Options',
		...options,
		'',
		'Environment: flags stand above it, and it stands above the answers file',
		...variables,
		'',
		'Examples',
		'  create-wasper-azure',
		'  create-wasper-azure --sandbox',
		'  create-wasper-azure --yes --answers answers.json',
		'',
	].join('\n');
}
