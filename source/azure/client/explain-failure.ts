import azure from '../../../assets/errors/azure.json' with {type: 'json'};
import signIn from '../../../assets/errors/sign-in.json' with {type: 'json'};
import {type ErrorEntry, explainRecognised, recognise} from '../../errors/error-table.ts';
import {ExternalError, type OperatorError} from '../../errors/kinds.ts';
import type {Failure} from './failure.ts';
import {RequestError} from './failure-recorder.ts';

const entries: ErrorEntry[] = [...azure, ...signIn];
const kept = 'Everything created so far was kept; nothing else was changed.';

/** What was thrown while `doing` (`creating the machine wasper-vm`), in the operator's words. */
export function explainFailure(error: unknown, doing: string): OperatorError {
	const failure = error instanceof RequestError ? error.failure : undefined;
	const thrown = error instanceof RequestError ? error.cause : error;
	return failure ? fromAzure(failure, doing, thrown) : fromHere(thrown, doing);
}

/** Each reason of a failure that the error table knows, once; where it knows none, the failure in Azure's own words. */
export function explainReasons(failure: Failure, doing: string): OperatorError[] {
	const reasons = [failure, ...failure.details];
	const known = reasons.flatMap(reason => {
		const found = recognise(entries, [reason]);
		const said = [reason.code, reason.message].filter(Boolean).join(': ');
		return found ? [explainRecognised(found, {outcome: kept, evidence: [said]})] : [];
	});
	const once = new Map(known.map(error => [error.explanation.cause, error]));
	return once.size > 0 ? [...once.values()] : [fromAzure(failure, doing, undefined)];
}

/** Azure answered: the first of its reasons that the error table knows, else its own words. */
function fromAzure(failure: Failure, doing: string, thrown: unknown): OperatorError {
	const reasons = [failure, ...failure.details];
	const evidence = [
		...new Set(reasons.map(({code, message}) => [code, message].filter(Boolean).join(': '))),
		...(failure.correlationId ? [`correlation id ${failure.correlationId}`] : []),
	];
	const known = recognise(entries, reasons);
	if (known) {
		return explainRecognised(known, {outcome: kept, evidence, thrown});
	}

	return new ExternalError(
		{
			code: failure.code,
			cause: `Azure failed while ${doing}: ${firstLine(failure.message)}`,
			outcome: kept,
			next: 'Run the same command again; if Azure keeps saying this, its words and the correlation id are what its support asks for.',
			evidence,
		},
		{cause: thrown},
	);
}

/** Nobody answered, or the sign-in refused before anything was asked. */
function fromHere(thrown: unknown, doing: string): OperatorError {
	const {name, message} = thrown instanceof Error ? thrown : new Error(String(thrown));
	// The sign-in service's own sentence with its OAuth word, without the ids that follow it. A number that is new stands for itself as AADSTS.
	const [said, code] = /(?:\b[a-z_]+: )?(AADSTS\d+): .*?(?= Trace ID|$)/.exec(message) ?? [message];
	const reasons = code ? [code, name, 'AADSTS'] : [name];
	const known = recognise(
		entries,
		reasons.map(reason => ({code: reason, message: said})),
	);
	if (known) {
		const reason = {code: code ?? name, message: said};
		return explainRecognised({...known, reason}, {outcome: kept, evidence: [firstLine(message)], thrown});
	}

	return new ExternalError(
		{
			code: 'azure.unreachable',
			cause: `No answer from Azure while ${doing}: ${firstLine(message)}`,
			outcome: 'Everything created so far was kept, and Azure finishes what it has started.',
			next: 'Check the connection, then run the same command again: it continues where this one stopped.',
		},
		{cause: thrown},
	);
}

function firstLine(text: string): string {
	return text.split('\n', 1)[0]?.trim() ?? '';
}
