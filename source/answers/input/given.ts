import {readSmallFile, TooLarge} from '../../environment/small-file.ts';
import {fileFailure} from '../../errors/file-failure.ts';
import {UsageError} from '../../errors/kinds.ts';
import {Secret} from '../../deployment/secret.ts';
import type {Given} from '../answers.ts';
import {readAnswersFile} from './answers-file.ts';
import {isSecretKey, questionKeys, questions, type QuestionKey, type SecretKey} from '../questions.ts';

/** What is read of a command line. */
export interface GivenByFlags {
	verb: string;
	flags: {answers?: string; 'sandbox-state'?: string; 'sandbox-faults'?: string};
	/** Answers from flags. */
	given: Given;
	/** Files of secrets that flags named. */
	secretFiles: Partial<Record<QuestionKey, string>>;
}

const secretLimit = 4096;

/** Answers from the environment; an empty variable is as good as none. */
export function readEnvironment(environment: NodeJS.ProcessEnv): Given {
	const given: Given = {answers: {}, origins: {}};
	for (const key of questionKeys) {
		const {variable} = questions[key];
		const value = environment[variable];
		if (value) {
			Object.assign(given.answers, {[key]: isSecretKey(key) ? new Secret(value) : value});
			given.origins[key] = variable;
		}
	}
	return given;
}

async function readSecretFiles(files: GivenByFlags['secretFiles']): Promise<Given> {
	const given: Given = {answers: {}, origins: {}};
	for (const key of questionKeys) {
		const path = files[key];
		if (path !== undefined && isSecretKey(key)) {
			given.answers[key] = await readSecret(key, path);
			given.origins[key] = `--${questions[key].flag}`;
		}
	}
	return given;
}

/** The secret in a file. Throws a UsageError when there is none; its content is never repeated. */
async function readSecret(key: SecretKey, path: string): Promise<Secret> {
	const {flag, title, variable} = questions[key];
	const refuse = (problem: string) =>
		new UsageError({
			code: 'answers.file',
			cause: `--${flag}: the file ${path} ${problem}.`,
			outcome: 'Nothing was changed.',
			next: `Put the ${title.toLowerCase()} into that file, or set ${variable}.`,
		});

	let text: string;
	try {
		text = await readSmallFile(path, secretLimit);
	} catch (error) {
		throw refuse(
			error instanceof TooLarge ? 'is larger than any secret' : `can't be read: ${fileFailure(error)?.reason ?? 'it is no readable file'}`,
		);
	}

	// Editors end a file with a line break; a secret never does.
	const secret = text.replace(/\r?\n$/, '');
	if (secret === '') {
		throw refuse('is empty');
	}

	return new Secret(secret);
}

/** Throws a UsageError where flags of a rehearsal are given without one: a real deployment would silently ignore them. */
export function requireRehearsal({flags, verb}: GivenByFlags, {answers}: Given): void {
	const names = (['sandbox-state', 'sandbox-faults'] as const).filter(name => flags[name] !== undefined).map(name => `--${name}`);
	if (names.length > 0 && answers.target !== 'sandbox') {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: `${names.join(' and ')} ${names.length > 1 ? 'have' : 'has'} no effect without --sandbox, and this ${verb} is not a rehearsal.`,
			outcome: 'Nothing was changed.',
			next: `Add --sandbox, or leave ${names.length > 1 ? 'them' : 'it'} out.`,
		});
	}
}

/** Everything that was answered before the first question: flags take precedence over the environment, the environment over the answers file. */
export async function gatherGiven(parsed: GivenByFlags, environment: NodeJS.ProcessEnv): Promise<Given> {
	const file = parsed.flags.answers === undefined ? undefined : await readAnswersFile(parsed.flags.answers);
	const sources = [file, readEnvironment(environment), await readSecretFiles(parsed.secretFiles), parsed.given].filter(
		source => source !== undefined,
	);
	const given: Given = {
		answers: Object.assign({}, ...sources.map(({answers}) => answers)) as Given['answers'],
		origins: Object.assign({}, ...sources.map(({origins}) => origins)) as Given['origins'],
	};
	// A saved plan says itself whether it is a rehearsal.
	if (parsed.verb !== 'apply') {
		requireRehearsal(parsed, given);
	}

	return given;
}
