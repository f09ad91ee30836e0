import {optionTable, verbTable} from './options.ts';
import {questionKeys, questions} from '../questions.ts';
import {isNarrow} from '../../terminal/columns.ts';
import {wrapWords} from '../../terminal/wrap.ts';

const widest = 80;

/** `--flag VALUE` and its sentence, wrapped to the width. */
function entry(left: string, right: string, column: number, width: number): string[] {
	const lines = wrapWords(right, width - column);
	const indent = ' '.repeat(column);
	return lines.map((text, index) =>
		index > 0 ? indent + text : left.length + 2 > column ? `${left}\n${indent}${text}` : left.padEnd(column) + text,
	);
}

function flagOf(flag = '', placeholder = ''): string {
	return `  --${flag}${placeholder ? ` ${placeholder}` : ''}`;
}

/** The text of `--help` for a window of `columns`, made of the tables alone so that it loads at once. */
export function helpText(columns = widest): string {
	const width = Math.min(columns, widest);
	const column = isNarrow(width) ? 4 : 28;
	const row = (left: string, right: string, wider = 0) => entry(left, right, isNarrow(width) ? column : column + wider, width);
	const answers = questionKeys
		.map(key => questions[key])
		.filter(({flag}) => flag !== undefined)
		.flatMap(question =>
			row(
				flagOf(question.flag, question.placeholder),
				question.fallback === undefined || question.placeholder === undefined ? question.help : `${question.help} (${question.fallback})`,
			),
		);
	const options = Object.entries(optionTable).flatMap(([flag, option]) =>
		row(flagOf(flag, 'placeholder' in option ? option.placeholder : ''), option.help),
	);
	const variables = questionKeys.map(key => questions[key]).flatMap(({variable, title}) => row(`  ${variable}`, title, 4));
	return [
		'Usage',
		'  create-wasper-azure [command] [flags]',
		'',
		'Commands',
		...Object.entries(verbTable).flatMap(([verb, text]) => row(`  ${verb}`, text)),
		'',
		...wrapWords('Answers: whatever is not given is asked, or takes the default in brackets', width),
		...answers,
		'',
		'Options',
		...options,
		'',
		...wrapWords('Environment: flags stand above it, and it stands above the answers file', width),
		...variables,
		'',
		'Examples',
		'  create-wasper-azure',
		'  create-wasper-azure --sandbox',
		'  create-wasper-azure --yes --answers answers.json',
		'',
	].join('\n');
}
