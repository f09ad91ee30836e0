import table from '../../assets/errors/host.json' with {type: 'json'};
import {ActionError, ExternalError, OperatorError, UsageError, type ErrorKind} from '../errors/kinds.ts';
import type {RunResult} from './connection.ts';
import {knownCause} from './known-causes.ts';
import type {HostOperation} from './operations.ts';
import {exitLocked, exitUsage, type ApplyEvent, type HostReport, type HostUnit} from './protocol.ts';

type UnitError = Extract<ApplyEvent, {type: 'error'}>;

const kept = 'Everything created so far is kept.';
const rerun = 'Run the same command again: it continues where this run stopped.';

/** The error of a unit that could not be applied. */
export function unitFailure(error: UnitError): OperatorError {
	const known: {kind: string; outcome: string} | undefined = Object.hasOwn(table.units, error.code)
		? table.units[error.code as keyof typeof table.units]
		: undefined;
	const outcome = known?.outcome ?? kept;
	const recognised = knownCause(error, outcome);
	if (recognised) {
		return recognised;
	}

	const explanation = {
		code: `host.${error.unit}.${error.code}`,
		cause: error.cause,
		outcome,
		next: error.fix ?? rerun,
		...(error.evidence && {evidence: error.evidence}),
	};
	switch (known?.kind) {
		case 'action':
			return new ActionError(explanation);
		case 'bug':
			return new OperatorError('bug', explanation);
		default:
			return new ExternalError(explanation);
	}
}

/** A command that failed without an error of the protocol. */
export function commandFailure(command: string, {code, stderr}: RunResult): OperatorError {
	const evidence = [`exit code ${code} of: ${command}`, ...lastLines(stderr)];
	const known =
		table.stderr.find(({match}) => new RegExp(match).test(stderr)) ??
		(table.exits as Record<string, (typeof table.exits)['2']>)[String(code)];
	if (known) {
		return new OperatorError(known.kind as ErrorKind, {
			code: known.code,
			cause: known.cause,
			outcome: kept,
			next: known.next,
			evidence,
		});
	}

	return new ExternalError({
		code: 'host.failed',
		cause: 'A command on the machine failed without an error message.',
		outcome: kept,
		next: rerun,
		evidence,
	});
}

/** Another run holds the machine's lock and did not finish in time. */
export function lockedByAnother(unit: HostUnit, lock: HostReport['lock']): ActionError {
	const holder = lock ? `${lock.holder} (${lock.reason}, since ${lock.since})` : 'another run';
	return new ActionError({
		code: 'host.locked',
		cause: `The machine is locked by ${holder}.`,
		outcome: `"${unit}" was not started. ${kept}`,
		next: 'Let the other run finish, then run the same command again.',
	});
}

/** The connection ended before the operation did. */
export function lostOperation(operation: HostOperation): ExternalError {
	return new ExternalError({
		code: 'host.lost',
		cause: `The connection to the machine was lost during "${operation}".`,
		outcome: 'It is not known whether it finished there.',
		next: 'Check with `create-wasper-azure status`, then run the same command again if necessary.',
	});
}

/** What the exit code of an operation means; its output has been shown already. */
export function operationFailure(operation: HostOperation, code: number): OperatorError {
	const explanation = {code: `host.${operation}`, cause: `"${operation}" failed on the machine; see its output above.`};
	return code === exitLocked
		? new ActionError({...explanation, code: 'host.locked', next: 'Let the other run finish, then run the same command again.'})
		: code === exitUsage
			? new UsageError({...explanation, outcome: 'Nothing was started.'})
			: new ExternalError(explanation);
}

/** The output of wasperctl was not of the protocol. */
export function protocolFailure(cause: string, evidence: string[]): ExternalError {
	return new ExternalError({
		code: 'host.protocol',
		cause,
		outcome: kept,
		next: 'Run the same command again. If that does not help, use the latest version of create-wasper-azure.',
		evidence,
	});
}

function lastLines(text: string): string[] {
	return text
		.split('\n')
		.map(line => line.trimEnd())
		.filter(Boolean)
		.slice(-5);
}
