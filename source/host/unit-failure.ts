import catalogue from '../../assets/errors/host.json' with {type: 'json'};
import {ActionError, ExternalError, OperatorError, UsageError, type ErrorKind} from '../errors/kinds.ts';
import type {RunResult} from './connection.ts';
import {knownCause} from './known-causes.ts';
import {exitLocked, type ApplyEvent, type HostOperation, type HostReport, type HostUnit} from './protocol.ts';

type UnitError = Extract<ApplyEvent, {type: 'error'}>;

const rerun = 'Run the same command again: it goes on where this stopped.';

/** What the machine said of a unit that it could not make true. */
export function unitFailure(error: UnitError): OperatorError {
	const known: {kind: string; outcome: string} | undefined = Object.hasOwn(catalogue.units, error.code)
		? catalogue.units[error.code as keyof typeof catalogue.units]
		: undefined;
	const outcome = known?.outcome ?? 'What was made before is kept.';
	const speaker = knownCause(error, outcome);
	if (speaker) {
		return speaker;
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

/** A command that ended with an error code and without a word of its own. */
export function commandFailure(command: string, {code, stderr}: RunResult): OperatorError {
	const evidence = [`exit code ${code} of: ${command}`, ...lastLines(stderr)];
	const known =
		catalogue.stderr.find(({match}) => new RegExp(match).test(stderr)) ??
		(catalogue.exits as Record<string, (typeof catalogue.exits)['2']>)[String(code)];
	if (known) {
		return new OperatorError(known.kind as ErrorKind, {
			code: known.code,
			cause: known.cause,
			outcome: 'What was made before is kept.',
			next: known.next,
			evidence,
		});
	}

	return new ExternalError({
		code: 'host.failed',
		cause: 'A command on the machine failed without saying why.',
		outcome: 'What was made before is kept.',
		next: rerun,
		evidence,
	});
}

/** Another run works on the machine and did not end in time. */
export function lockedByAnother(unit: HostUnit, lock: HostReport['lock']): ActionError {
	const holder = lock ? `${lock.holder} (${lock.reason}, since ${lock.since})` : 'another run';
	return new ActionError({
		code: 'host.locked',
		cause: `The machine is being worked on by ${holder}.`,
		outcome: `"${unit}" was not begun; what was made before is kept.`,
		next: 'Let the other run finish, then run the same command again.',
	});
}

/** The connection ended before the operation did. */
export function lostOperation(operation: HostOperation): ExternalError {
	return new ExternalError({
		code: 'host.lost',
		cause: `The connection to the machine was lost during "${operation}".`,
		outcome: 'Whether it was finished there is not known.',
		next: 'Look with `create-wasper-azure status`, then run the same command again if need be.',
	});
}

/** What the exit code of an operation means; its own words have been shown already. */
export function operationFailure(operation: HostOperation, code: number): OperatorError {
	const explanation = {code: `host.${operation}`, cause: `"${operation}" failed on the machine; its words stand above.`};
	return code === exitLocked
		? new ActionError({...explanation, code: 'host.locked', next: 'Let the other run finish, then run the same command again.'})
		: code === 2
			? new UsageError({...explanation, outcome: 'Nothing was begun.'})
			: new ExternalError(explanation);
}

/** The machine answered something that is not the protocol. */
export function protocolFailure(cause: string, evidence: string[]): ExternalError {
	return new ExternalError({
		code: 'host.protocol',
		cause,
		outcome: 'What was made before is kept.',
		next: 'Run the same command again. If it stays, wasperctl on the machine is of another version: use the create-wasper-azure that set it up.',
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
