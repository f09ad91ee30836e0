import {readFile} from 'node:fs/promises';
import {UsageError} from '../errors/kinds.ts';
import {Secret} from '../deployment/secret.ts';
import type {Given} from './answers.ts';
import {readAnswersFile} from './answers-file.ts';
import type {Arguments} from './arguments.ts';
import {isSecretKey, questionKeys, questions} from './questions.ts';

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

async function readSecretFiles(files: Arguments['secretFiles']): Promise<Given> {
	const given: Given = {answers: {}, origins: {}};
	for (const key of questionKeys) {
		const path = files[key];
		if (path !== undefined && isSecretKey(key)) {
			const origin = `--${questions[key].flag}`;
			try {
				// Editors end a file with a line break; a secret never does.
				given.answers[key] = new Secret((await readFile(path, 'utf8')).replace(/\r?\n$/, ''));
			} catch {
				throw new UsageError({
					code: 'answers.file',
					cause: `${origin}: the file ${path} can't be read.`,
					outcome: 'Nothing was begun.',
					next: `Put the ${questions[key].title} into that file, or set ${questions[key].variable}.`,
				});
			}
			given.origins[key] = origin;
		}
	}
	return given;
}

/** Everything that was answered before the first question: flags stand above the environment, that above the answers file. */
export async function gatherGiven(parsed: Arguments, environment: NodeJS.ProcessEnv): Promise<Given> {
	const file = parsed.flags.answers === undefined ? undefined : await readAnswersFile(parsed.flags.answers);
	const sources = [file, readEnvironment(environment), await readSecretFiles(parsed.secretFiles), parsed.given].filter(
		source => source !== undefined,
	);
	return {
		answers: Object.assign({}, ...sources.map(({answers}) => answers)) as Given['answers'],
		origins: Object.assign({}, ...sources.map(({origins}) => origins)) as Given['origins'],
	};
}
