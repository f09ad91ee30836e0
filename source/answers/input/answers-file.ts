import {basename} from 'node:path';
import type * as z from 'zod';
import {readSmallFile, TooLarge} from '../../environment/small-file.ts';
import {fileFailure} from '../../errors/file-failure.ts';
import {UsageError} from '../../errors/kinds.ts';
import {Secret} from '../../deployment/secret.ts';
import type {Given} from '../answers.ts';
import {nearest} from '../checks/nearest.ts';
import {isSecretKey, questionKeys} from '../questions.ts';

const limit = 1024 * 1024;

/** Reads an answers file. Throws one UsageError that lists every unknown key and wrong type; values are never repeated. */
export async function readAnswersFile(path: string): Promise<Given> {
	const {answersFile} = await import('./schema.ts');
	const name = basename(path);
	const refuse = (cause: string, evidence?: string[]) =>
		new UsageError({
			code: 'answers.file',
			cause,
			outcome: 'Nothing was changed.',
			next: 'See the schema of answers files in the README.',
			...(evidence && {evidence}),
		});

	let text: string;
	try {
		text = await readSmallFile(path, limit);
	} catch (error) {
		throw refuse(
			error instanceof TooLarge
				? `The answers file ${path} is larger than 1 MiB.`
				: `The answers file ${path} can't be read: ${fileFailure(error)?.reason ?? String(error)}.`,
		);
	}

	let json: unknown;
	try {
		json = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		// The parser's own message quotes the text around the mistake, which may be a secret.
		throw refuse(`The answers file ${path} is not valid JSON.`);
	}
	const parsed = answersFile.safeParse(json);
	if (!parsed.success) {
		const problems = parsed.error.issues.flatMap(issue => describeIssue(issue));
		throw refuse(
			problems.length === 1 ? `${name}: ${problems[0]}` : `${name} has ${problems.length} problems.`,
			problems.length > 1 ? problems : undefined,
		);
	}

	const given: Given = {answers: {}, origins: {}};
	const data: Partial<Record<string, unknown>> = parsed.data;
	for (const key of questionKeys) {
		const value = data[key];
		if (typeof value === 'string' || typeof value === 'number') {
			Object.assign(given.answers, {[key]: isSecretKey(key) ? new Secret(String(value)) : String(value)});
			given.origins[key] = `${key} in ${name}`;
		}
	}
	return given;
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
	const key = issue.path.join('.');
	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map(unknown => {
				const meant = nearest(unknown, questionKeys);
				return `There is no answer “${unknown}”${meant ? `; did you mean “${meant}”?` : '.'}`;
			});
		case 'invalid_value':
			return [`“${key}” must be one of ${issue.values.map(String).join(', ')}.`];
		case 'invalid_type':
			return [key === '' ? 'The file must hold one JSON object.' : `“${key}” must be a ${issue.expected}.`];
		default:
			return [`“${key}” must be a positive number.`];
	}
}
