import {parseArgs} from 'node:util';
import {UsageError} from '../../errors/kinds.ts';
import type {Given} from '../answers.ts';
import {nearest} from '../checks/nearest.ts';
import {optionTable, verbTable, type OptionName, type Verb} from './options.ts';
import {isAskedOnMachine, isSecretKey, questionKeys, questions, type QuestionKey} from '../questions.ts';

/** Switches are true, options with a value hold it. */
export type Flags = {[Name in OptionName]?: (typeof optionTable)[Name] extends {placeholder: string} ? string : true};

export interface Arguments {
	verb: Verb;
	/** Whose log. */
	service?: string;
	/** The saved plan to apply. */
	file?: string;
	flags: Flags;
	/** Answers from flags. Those that name a file of a secret are in `secretFiles`. */
	given: Given;
	secretFiles: Partial<Record<QuestionKey, string>>;
}

const flagToQuestion = new Map(
	questionKeys.flatMap(key => (questions[key].flag === undefined ? [] : [[questions[key].flag, key] as const])),
);
const knownFlags = [...flagToQuestion.keys(), ...Object.keys(optionTable)];
// Names that somebody might try for a secret; answered with the safe way instead of “unknown flag”.
const secretFlags: Record<string, QuestionKey> = {
	'cloudflare-token': 'cloudflareToken',
	token: 'cloudflareToken',
	'owner-password': 'ownerPassword',
	password: 'ownerPassword',
};

/** `a, b, and c`. Made when it is needed: the language data behind it takes as long to load as all the rest of the start. */
const inWords = (words: readonly string[]): string => new Intl.ListFormat('en').format(words);

const isOption = (name: string): name is OptionName => Object.hasOwn(optionTable, name);
const isVerb = (name: string): name is Verb => Object.hasOwn(verbTable, name);

/** What stands behind a flag in the help; undefined for a switch. */
function placeholderOf(name: string): string | undefined {
	const key = flagToQuestion.get(name);
	const entry: {help?: string; placeholder?: string} = key ? questions[key] : isOption(name) ? optionTable[name] : {};
	return entry.placeholder;
}

const takesValue = (name: string) => placeholderOf(name) !== undefined;

/**
 * Reads the command line (without node and script).
 * Throws one UsageError that lists every unknown flag, missing value and stray word.
 */
export function readArguments(argv: readonly string[]): Arguments {
	const {tokens} = parseArgs({
		args: [...argv],
		strict: false,
		tokens: true,
		allowPositionals: true,
		options: {
			...Object.fromEntries(knownFlags.map(name => [name, {type: takesValue(name) ? 'string' : 'boolean'} as const])),
			help: {type: 'boolean', short: 'h'},
			version: {type: 'boolean', short: 'v'},
		},
	});
	const result: Arguments = {verb: 'create', flags: {}, given: {answers: {}, origins: {}}, secretFiles: {}};
	const problems: string[] = [];
	const seen = new Set<string>();
	const words: string[] = [];

	// A word behind an unknown flag was meant as its value: it may be a secret and is never repeated.
	let unknownFlag: number | undefined;

	for (const token of tokens) {
		if (token.kind === 'positional') {
			if (unknownFlag === undefined || token.index !== unknownFlag + 1 || isVerb(token.value)) {
				words.push(token.value);
			}
		} else if (token.kind === 'option') {
			const problem = seen.has(token.name) ? `--${token.name} is given twice.` : readFlag(token, result);
			seen.add(token.name);
			unknownFlag = knownFlags.includes(token.name) ? undefined : token.index;
			if (problem) {
				problems.push(problem);
			}
		}
	}

	const [verb, ...rest] = words;
	if (verb !== undefined && isVerb(verb)) {
		result.verb = verb;
	} else if (verb !== undefined) {
		const meant = nearest(verb, Object.keys(verbTable));
		problems.push(`There is no command “${verb}”${meant ? `; did you mean ${meant}?` : `; there are ${inWords(Object.keys(verbTable))}.`}`);
	}
	if (result.verb === 'logs' && rest[0] !== undefined) {
		result.service = rest.shift()!;
	}
	if (result.verb === 'apply') {
		const file = rest.shift();
		if (file === undefined) {
			problems.push('apply needs the saved plan: create-wasper-azure apply FILE');
		} else {
			result.file = file;
		}
	}
	problems.push(...malformed(result), ...misplaced(result));
	for (const word of rest) {
		problems.push(`“${word}” belongs to no flag.`);
	}
	if (problems.length > 0) {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: problems.length === 1 ? problems[0]! : `${problems.length} things on the command line are not understood.`,
			outcome: 'Nothing was begun.',
			next: 'create-wasper-azure --help',
			...(problems.length > 1 && {evidence: problems}),
		});
	}
	return result;
}

const fingerprintPattern = /^SHA256:[A-Za-z\d+/]{43}$/;
// What Docker takes: spans of hours, minutes and seconds, seconds since 1970, and dates with or without a time.
const sincePattern =
	/^(?:(?:\d+(?:\.\d+)?(?:h|m|s|ms))+|\d{9,}(?:\.\d+)?|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)$/;

/** Values that would only be refused by the machine, after the way there. */
function malformed({flags: {since, 'host-key': vouched}}: Arguments): string[] {
	return [
		...(vouched === undefined || fingerprintPattern.test(vouched)
			? []
			: ['--host-key is no fingerprint: it looks like SHA256:… and 43 characters, as ssh-keygen -lf prints it.']),
		...(since === undefined || sincePattern.test(since)
			? []
			: [`--since: “${since}” is no time; it looks like 10m, 2h or 2026-11-21T08:00.`]),
	];
}

/** Flags that belong to other commands than the one that was asked for, or that another flag makes void. */
function misplaced({verb, flags, given}: Arguments): string[] {
	const lonely = flags.host === undefined ? (['host-key', 'data-disk'] as const).filter(name => flags[name] !== undefined) : [];
	const foreign = Object.keys(flags).flatMap(name => {
		const option = isOption(name) ? optionTable[name] : undefined;
		const verbs: readonly string[] | undefined = option && 'verbs' in option ? option.verbs : undefined;
		return !verbs || verbs.includes(verb) ? [] : [`--${name} belongs to ${inWords(verbs)}, and has no meaning for ${verb}.`];
	});
	const faces = (['json', 'plain', 'accessible'] as const).filter(name => flags[name]);
	// Everything about Azure is decided already where a machine stands.
	const decided =
		verb === 'create' && flags.host !== undefined ? questionKeys.filter(key => given.origins[key] && !isAskedOnMachine(key)) : [];
	return [
		...foreign,
		...lonely.map(name => `--${name} has a meaning only with --host.`),
		...decided.map(key => `${given.origins[key]} has no meaning with --host: that machine stands already.`),
		...(faces.length > 1 ? [`${inWords(faces.map(name => `--${name}`))} can't be had together: give one of them.`] : []),
	];
}

interface FlagToken {
	name: string;
	rawName: string;
	value?: string | undefined;
	inlineValue?: boolean | undefined;
}

/** Stores one flag in `result`, or says what is wrong with it. The value of an unknown flag is never repeated: it may be a secret. */
function readFlag({name, rawName, value, inlineValue}: FlagToken, result: Arguments): string | undefined {
	const key = flagToQuestion.get(name);
	if (!key && !isOption(name)) {
		const secret = Object.hasOwn(secretFlags, name) ? secretFlags[name] : undefined;
		if (secret) {
			const {variable, flag} = questions[secret];
			return `${rawName}: secrets are not taken on the command line, where every process can read them. Set ${variable} or give --${flag} FILE.`;
		}
		const meant = nearest(name, knownFlags);
		return `There is no flag ${rawName}${meant ? `; did you mean --${meant}?` : '.'}`;
	}
	if (!takesValue(name)) {
		if (value !== undefined) {
			return `--${name} takes no value.`;
		}
	} else if (value === undefined || value === '' || (!inlineValue && value.startsWith('--'))) {
		return `--${name} needs a value: --${name} ${placeholderOf(name)}`;
	}

	if (isOption(name)) {
		Object.assign(result.flags, {[name]: value ?? true});
	} else if (key === 'target') {
		result.given.answers.target = 'sandbox';
		result.given.origins.target = '--sandbox';
	} else if (key && isSecretKey(key)) {
		result.secretFiles[key] = value!;
	} else if (key) {
		result.given.answers[key] = value!;
		result.given.origins[key] = `--${name}`;
	}
	return undefined;
}
