import {parseArgs} from 'node:util';
import type {Given} from '../answers/answers.ts';
import {nearest} from '../answers/checks/nearest.ts';
import {isAskedOnMachine, isSecretKey, questionKeys, questions, type QuestionKey} from '../answers/questions.ts';
import {UsageError} from '../errors/kinds.ts';
import {flagsOfHost, outputFlags, type Flags} from './flags.ts';
import {allFlags, questionOfFlag, verbsWithFlag} from './tables.ts';
import type {FlagTable, FlagValues} from './flag.ts';
import type {Positional, VerbDescription} from './verb.ts';

/** A command line that was understood. `Own` are the flags of its verb alone. */
export interface Arguments<Own extends FlagTable = never> {
	/** Name of the verb; `create` when none was given. */
	verb: string;
	/** The word behind the verb, for verbs that take one. */
	positional?: string;
	flags: [Own] extends [never] ? Flags : Flags & FlagValues<Own>;
	/** Answers from flags. Those that name a file of a secret are in `secretFiles`. */
	given: Given;
	secretFiles: Partial<Record<QuestionKey, string>>;
}

// Names that somebody might try for a secret; answered with the safe way instead of “unknown flag”.
const secretFlags: Record<string, QuestionKey> = {
	'cloudflare-token': 'cloudflareToken',
	token: 'cloudflareToken',
	'owner-password': 'ownerPassword',
	password: 'ownerPassword',
};

/** `a, b, and c`. Made when it is needed: the language data behind it takes as long to load as all the rest of the start. */
const inWords = (words: readonly string[]): string => new Intl.ListFormat('en').format(words);

/**
 * Reads the command line (without node and script); the first of `verbs` is meant where none is named.
 * Throws one UsageError that lists every unknown flag, missing value and unexpected word.
 */
export function readArguments(argv: readonly string[], verbs: readonly [VerbDescription, ...VerbDescription[]]): Arguments {
	const table = allFlags(verbs);
	const {tokens} = parseArgs({
		args: [...argv],
		strict: false,
		tokens: true,
		allowPositionals: true,
		options: {
			...Object.fromEntries(
				Object.entries(table).map(([name, {placeholder}]) => [name, {type: placeholder === undefined ? 'boolean' : 'string'} as const]),
			),
			help: {type: 'boolean', short: 'h'},
			version: {type: 'boolean', short: 'v'},
		},
	});
	const result: Arguments = {verb: verbs[0].name, flags: {}, given: {answers: {}, origins: {}}, secretFiles: {}};
	const problems: string[] = [];
	const seen = new Set<string>();
	const words: string[] = [];
	const find = (name: string) => verbs.find(verb => verb.name === name);

	// A word behind an unknown flag was meant as its value: it may be a secret and is never repeated.
	let unknownFlag: number | undefined;

	for (const token of tokens) {
		if (token.kind === 'positional') {
			if (unknownFlag === undefined || token.index !== unknownFlag + 1 || find(token.value)) {
				words.push(token.value);
			}
		} else if (token.kind === 'option') {
			const problem = seen.has(token.name) ? `--${token.name} is given twice.` : readFlag(token, table, result);
			seen.add(token.name);
			unknownFlag = Object.hasOwn(table, token.name) ? undefined : token.index;
			if (problem) {
				problems.push(problem);
			}
		}
	}

	const [name, ...rest] = words;
	const verb = name === undefined ? verbs[0] : find(name);
	result.verb = verb?.name ?? result.verb;
	if (!verb) {
		const names = verbs.map(known => known.name);
		const meant = nearest(name ?? '', names);
		problems.push(`There is no command “${name}”${meant ? `; did you mean ${meant}?` : `; there are ${inWords(names)}.`}`);
	} else if (verb.positional) {
		const values = verb.positional.completes === 'verbs' ? verbs.map(known => known.name) : verb.positional.values;
		problems.push(...readPositional(verb.name, {...verb.positional, ...(values && {values})}, rest, result));
	}
	problems.push(...malformed(table, result), ...misplaced(result, verbs));
	problems.push(...rest.map(word => `Unexpected argument “${word}”.`));
	// --help is always answered, whatever else is missing.
	if (problems.length > 0 && !(result.flags.help && verb)) {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: problems.length === 1 ? problems[0]! : `${problems.length} problems on the command line.`,
			outcome: 'Nothing was changed.',
			next: `create-wasper-azure ${verb && name !== undefined ? `${verb.name} ` : ''}--help`,
			...(problems.length > 1 && {evidence: problems}),
		});
	}
	return result;
}

/** Takes the word that belongs to the verb from the front of `rest`; returns what is wrong with it. */
function readPositional(name: string, {placeholder, required, values}: Positional, rest: string[], result: Arguments): string[] {
	const word = rest.shift();
	if (word === undefined) {
		return required ? [`${name} needs ${placeholder}: create-wasper-azure ${name} ${placeholder}`] : [];
	}
	if (values && !values.includes(word)) {
		const meant = nearest(word, [...values]);
		return [`“${word}” is not a valid ${placeholder}${meant ? `; did you mean ${meant}?` : `: choose one of ${inWords(values)}.`}`];
	}
	result.positional = word;
	return [];
}

/** Values that would only be refused later, by the machine or after all the work. */
function malformed(table: FlagTable, {flags}: Arguments): string[] {
	return Object.entries(flags).flatMap(([name, value]) => {
		const flag = table[name];
		if (typeof value !== 'string' || !flag) {
			return [];
		}

		const problem =
			flag.values && !flag.values.includes(value)
				? `takes ${new Intl.ListFormat('en', {type: 'disjunction'}).format(flag.values)}, not “${value}”.`
				: flag.check?.(value);
		return problem === undefined ? [] : [`--${name} ${problem}`];
	});
}

/** Flags of other verbs than the one that was asked for, or that another flag makes void. */
function misplaced({verb, flags, given}: Arguments, verbs: readonly VerbDescription[]): string[] {
	const lonely = flags.host === undefined ? flagsOfHost.filter(name => flags[name] !== undefined) : [];
	const foreign = Object.keys(flags).flatMap(name => {
		const owners = verbsWithFlag(name, verbs)?.map(owner => owner.name);
		return !owners || owners.includes(verb) ? [] : [`--${name} is a flag of ${inWords(owners)}, not of ${verb}.`];
	});
	const outputs = outputFlags.filter(name => flags[name]);
	// Nothing is asked of Azure where the machine is named.
	const decided = flags.host === undefined ? [] : questionKeys.filter(key => given.origins[key] && !isAskedOnMachine(key));
	return [
		...foreign,
		...lonely.map(name => `--${name} has no effect without --host.`),
		...decided.map(key => `${given.origins[key]} has no effect with --host: that machine exists already.`),
		...(outputs.length > 1 ? [`${inWords(outputs.map(name => `--${name}`))} exclude each other: use one of them.`] : []),
	];
}

interface FlagToken {
	name: string;
	rawName: string;
	value?: string | undefined;
	inlineValue?: boolean | undefined;
}

/** Stores one flag in `result`, or says what is wrong with it. The value of an unknown flag is never repeated: it may be a secret. */
function readFlag({name, rawName, value, inlineValue}: FlagToken, table: FlagTable, result: Arguments): string | undefined {
	const flag = Object.hasOwn(table, name) ? table[name] : undefined;
	if (!flag) {
		const secret = Object.hasOwn(secretFlags, name) ? secretFlags[name] : undefined;
		if (secret) {
			return `${rawName}: secrets are not taken on the command line, where every process can read them. Set ${questions[secret].variable} or use --${questions[secret].flag} FILE.`;
		}
		const meant = nearest(name, Object.keys(table));
		return `There is no flag ${rawName}${meant ? `; did you mean --${meant}?` : '.'}`;
	}
	if (flag.placeholder === undefined) {
		if (value !== undefined) {
			return `--${name} takes no value.`;
		}
	} else if (value === undefined || value === '' || (!inlineValue && value.startsWith('--'))) {
		return `--${name} needs a value: --${name} ${flag.placeholder}`;
	}

	const key = questionOfFlag.get(name);
	if (!key) {
		Object.assign(result.flags, {[name]: value ?? true});
	} else if (key === 'target') {
		result.given.answers.target = 'sandbox';
		result.given.origins.target = '--sandbox';
	} else if (isSecretKey(key)) {
		result.secretFiles[key] = value!;
	} else {
		result.given.answers[key] = value!;
		result.given.origins[key] = `--${name}`;
	}
	return undefined;
}
