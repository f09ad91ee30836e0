import {questionKeys, questions} from '../answers/questions.ts';
import {exitCodes} from '../errors/kinds.ts';
import {isNarrow} from '../terminal/columns.ts';
import {wrapWords} from '../terminal/wrap.ts';
import {exitCodeMeanings} from './exit-codes.ts';
import {commonFlags} from './flags.ts';
import {answerFlags, sharedFlagsOf} from './tables.ts';
import type {FlagTable} from './flag.ts';
import type {VerbDescription} from './verb.ts';

const program = 'create-wasper-azure';
const widest = 80;

/** The lines of a two-column list for a window of `columns`. */
class Page {
	readonly width: number;

	constructor(columns: number) {
		this.width = Math.min(columns, widest);
	}

	/** `left` and its sentence, wrapped to the width. */
	row(left: string, right: string, column = 28): string[] {
		const indent = ' '.repeat(isNarrow(this.width) ? 4 : column);
		const lines = wrapWords(right, this.width - indent.length);
		const fits = left.length + 2 <= indent.length;
		return lines.map((text, index) => (index > 0 ? indent + text : fits ? left.padEnd(indent.length) + text : `${left}\n${indent}${text}`));
	}

	flags(table: FlagTable): string[] {
		return Object.entries(table).flatMap(([name, {placeholder, help}]) =>
			this.row(`  --${name}${placeholder === undefined ? '' : ` ${placeholder}`}`, help),
		);
	}

	text(sentence: string): string[] {
		return wrapWords(sentence, this.width);
	}
}

/** The text of `--help` on one screen, for a window of `columns`. */
export function helpText(verbs: readonly VerbDescription[], columns = widest): string {
	const page = new Page(columns);
	const {yes, plain, accessible, debug} = commonFlags;
	return [
		`Usage: ${program} [command] [flags]`,
		'',
		...verbs.flatMap(({name, summary}) => page.row(`  ${name}`, summary)),
		'',
		...page.flags({sandbox: {help: questions.target.help}, yes, plain, accessible, debug}),
		'',
		...page.text(`Everything about a command: ${program} COMMAND --help`),
		'',
	].join('\n');
}

/** The text of `VERB --help`: purpose, its flags, two examples, exit codes. */
export function verbHelp(verb: VerbDescription, columns = widest): string {
	const page = new Page(columns);
	const {name, purpose, positional, flags, answers, examples} = verb;
	const own = {...flags, ...sharedFlagsOf(verb)};
	const word = positional && (positional.required ? positional.placeholder : `[${positional.placeholder}]`);
	const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', ...page.text(title), ...lines]);
	return [
		`Usage: ${[program, name, word, '[flags]'].filter(Boolean).join(' ')}`,
		'',
		...page.text(purpose),
		...section('Argument', positional ? page.row(`  ${positional.placeholder}`, positional.help) : []),
		...section('Flags of this command', page.flags(own)),
		...section('Answers: what is missing is asked for, or takes the default in brackets', page.flags(answerFlags(answers))),
		...section('Flags of every command', page.flags(commonFlags)),
		...section(
			'Environment: flags override it, and it overrides the answers file',
			answers.length < questionKeys.length
				? []
				: answers.flatMap(key => page.row(`  ${questions[key].variable}`, questions[key].title, 32)),
		),
		...section(
			'Examples',
			examples.map(example => `  ${[program, example].filter(Boolean).join(' ')}`),
		),
		...section(
			'Exit codes',
			(Object.keys(exitCodes) as Array<keyof typeof exitCodes>).flatMap(code =>
				page.row(`  ${exitCodes[code]}`, exitCodeMeanings[code], 8),
			),
		),
		'',
	].join('\n');
}
