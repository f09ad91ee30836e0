import catalogue from '../../assets/errors/azure.json' with {type: 'json'};
import {ActionError, type Explanation, ExternalError, type OperatorError} from '../errors/kinds.ts';
import type {Failure} from './failure.ts';
import {RequestError} from './failure-recorder.ts';

interface CatalogueEntry {
	/** Azure's code, or `AADSTS…` of the sign-in service. */
	codes: string[];
	/** Regular expression that the message must match; its named groups fill `{name}` in the sentences. */
	message?: string;
	/** `action` when the operator can put it right, `external` when Azure has to. */
	kind: string;
	cause: string;
	next: string;
	link?: string;
}

const entries: CatalogueEntry[] = catalogue;
const kept = 'What is already made is kept; nothing else was changed.';

/** What was thrown while `doing` (`creating the machine wasper-vm`), in the operator's words. */
export function explainFailure(error: unknown, doing: string): OperatorError {
	const failure = error instanceof RequestError ? error.failure : undefined;
	const thrown = error instanceof RequestError ? error.cause : error;
	return failure ? fromAzure(failure, doing, thrown) : fromHere(thrown, doing);
}

/** Azure answered: the first of its reasons that the catalogue knows, else its own words. */
function fromAzure(failure: Failure, doing: string, thrown: unknown): OperatorError {
	const reasons = [failure, ...failure.details];
	const evidence = [
		...reasons.map(({code, message}) => `${code}: ${message}`),
		...(failure.correlationId ? [`correlation id ${failure.correlationId}`] : []),
	];
	for (const {code, message} of reasons) {
		const known = lookUp(code, message);
		if (known) {
			return describe(known.entry, known.words, {code, evidence}, thrown);
		}
	}

	return new ExternalError(
		{
			code: failure.code,
			cause: `Azure failed while ${doing}: ${firstLine(failure.message)}`,
			outcome: kept,
			next: 'Run the same command again; if Azure keeps saying this, its words and the correlation id below are what its support asks for.',
			evidence,
		},
		{cause: thrown},
	);
}

/** Nobody answered, or the sign-in refused before anything was asked. */
function fromHere(thrown: unknown, doing: string): OperatorError {
	const {name, message} = thrown instanceof Error ? thrown : new Error(String(thrown));
	const signInCode = /AADSTS\d+/.exec(message)?.[0];
	const known = lookUp(signInCode ?? name, message);
	if (known) {
		return describe(known.entry, known.words, {code: signInCode ?? name, evidence: [firstLine(message)]}, thrown);
	}

	return new ExternalError(
		{
			code: 'azure.unreachable',
			cause: `No answer from Azure while ${doing}: ${firstLine(message)}`,
			outcome: 'What is already made is kept, and Azure finishes what it has begun.',
			next: 'Check the connection, then run the same command again: it continues where this one stopped.',
		},
		{cause: thrown},
	);
}

function lookUp(code: string, message: string): {entry: CatalogueEntry; words: Record<string, string>} | undefined {
	for (const entry of entries) {
		if (entry.codes.includes(code)) {
			const match = new RegExp(entry.message ?? '', 'is').exec(message);
			if (match) {
				return {entry, words: {...match.groups}};
			}
		}
	}

	return undefined;
}

function describe(
	entry: CatalogueEntry,
	words: Record<string, string>,
	seen: {code: string; evidence: string[]},
	thrown: unknown,
): OperatorError {
	const fill = (sentence: string) => sentence.replaceAll(/\{(\w+)\}/g, (_, word: string) => words[word] ?? word);
	const explanation: Explanation = {
		code: seen.code,
		cause: fill(entry.cause),
		outcome: kept,
		next: fill(entry.next),
		evidence: seen.evidence,
		...(entry.link ? {link: entry.link} : {}),
	};
	return entry.kind === 'action' ? new ActionError(explanation, {cause: thrown}) : new ExternalError(explanation, {cause: thrown});
}

function firstLine(text: string): string {
	return text.split('\n', 1)[0]?.trim() ?? '';
}
