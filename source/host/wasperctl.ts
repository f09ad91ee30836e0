import {stripVTControlCharacters} from 'node:util';
import * as z from 'zod';
import {ExternalError} from '../errors/kinds.ts';
import {applyCommand, configureCommand, inspectCommand, installCommand} from './commands.ts';
import type {Connection, RunResult} from './connection.ts';
import type {HostProgram} from './program.ts';
import {
	applyEvent,
	exitLocked,
	hostReport,
	type ApplyEvent,
	type HostReport,
	type HostSettings,
	type HostUnit,
	type OwnerInput,
} from './protocol.ts';
import {commandFailure, protocolFailure, unitFailure} from './unit-failure.ts';

/** Code of the error event of a unit that found the machine locked. */
const lockedCode = 'LOCKED';

/** How one `apply` on one connection ended. `lost` and `locked` are for the caller to have patience with. */
export type ApplyEnd = {end: 'done'; changed: boolean; evidence: string} | {end: 'lost'} | {end: 'locked'};

/** Everything that the machine knows of itself; undefined when the connection was lost. */
export async function inspectHost(connection: Connection, signal: AbortSignal): Promise<HostReport | undefined> {
	const command = inspectCommand();
	const result = await connection.run(command, {signal});
	if (result.code === null) {
		return undefined;
	}

	if (result.code !== 0) {
		throw commandFailure(command, result);
	}

	const report = hostReport.safeParse(parseJson(result.stdout));
	if (!report.success) {
		throw protocolFailure(
			"wasperctl on the machine gave a report that can't be read.",
			z.prettifyError(report.error).split('\n').slice(0, 6),
		);
	}

	return report.data;
}

/** Puts the program on the machine; false when the connection was lost. */
export async function installProgram(connection: Connection, program: HostProgram, signal: AbortSignal): Promise<boolean> {
	const result = await connection.run(installCommand(program), {signal, stdin: program.archive});
	if (result.code !== 0 && result.code !== null) {
		throw commandFailure(`the installation of wasperctl ${program.version}`, result);
	}

	return result.code === 0;
}

/** Hands the settings over; false when the connection was lost. */
export async function configureHost(connection: Connection, settings: HostSettings, signal: AbortSignal): Promise<boolean> {
	const command = configureCommand();
	const result = await connection.run(command, {signal, stdin: JSON.stringify(settings)});
	if (result.code !== 0 && result.code !== null) {
		throw commandFailure(command, result);
	}

	return result.code === 0;
}

/** Applies one unit, or re-attaches to its apply under way. Lines that aren't of the protocol are shown as they are. */
export async function applyUnit(
	connection: Connection,
	unit: HostUnit,
	options: {signal: AbortSignal; holder: string; say(line: string): void; input?: OwnerInput},
): Promise<ApplyEnd> {
	const command = applyCommand(unit, options.holder);
	const clean = (text: string) => hide(stripVTControlCharacters(text), options.input?.password);
	let last: Exclude<ApplyEvent, {type: 'output'}> | undefined;
	const result = await connection.run(command, {
		signal: options.signal,
		...(options.input && {stdin: JSON.stringify(options.input)}),
		onLine(line) {
			const event = applyEvent.safeParse(parseJson(line));
			if (!event.success) {
				options.say(clean(line));
			} else if (event.data.type === 'output') {
				options.say(clean(event.data.line));
			} else {
				last = event.data;
			}
		},
	});
	return readEnd(unit, command, {...result, stderr: clean(result.stderr)}, last, clean);
}

function readEnd(
	unit: HostUnit,
	command: string,
	result: RunResult,
	last: Exclude<ApplyEvent, {type: 'output'}> | undefined,
	clean: (text: string) => string,
): ApplyEnd {
	if (result.code === exitLocked || (last?.type === 'error' && last.code === lockedCode)) {
		return {end: 'locked'};
	}

	if (last?.type === 'error') {
		throw unitFailure({...last, cause: clean(last.cause), ...(last.evidence && {evidence: last.evidence.map(clean)})});
	}

	if (last?.type === 'result' && (result.code === 0 || result.code === null)) {
		return {end: 'done', changed: last.changed, evidence: clean(last.evidence)};
	}

	if (result.code === null) {
		return {end: 'lost'};
	}

	throw result.code === 0
		? protocolFailure(`The machine ended "${unit}" without a result.`, [`exit code 0 of: ${command}`])
		: commandFailure(command, result);
}

/** The error of a round trip that did not end in time. */
export function silentHost(seconds: number): ExternalError {
	return new ExternalError({
		code: 'host.silent',
		cause: `The machine did not answer within ${seconds} s, although SSH is connected.`,
		outcome: 'What was made before is kept.',
		next: 'It may be overloaded or its disk may be stuck. Run the same command again; if it stays, restart the machine in the Azure portal.',
	});
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function hide(text: string, secret: string | undefined): string {
	return secret ? text.replaceAll(secret, '[REDACTED]') : text;
}
