import {stripVTControlCharacters} from 'node:util';
import * as z from 'zod';
import {ExternalError} from '../errors/kinds.ts';
import {applyCommand, configureCommand, inspectCommand, installCommand, listResourcesCommand, versionCommand} from './commands.ts';
import type {Connection, RunResult} from './connection.ts';
import {OtherProtocolError} from './other-protocol.ts';
import type {HostProgram} from './program.ts';
import {
	applyEvent,
	exitLocked,
	exitProtocol,
	exitUsage,
	hostReport,
	hostResource,
	programHeader,
	type ApplyEvent,
	type HostReport,
	type HostResource,
	type HostSettings,
	type HostUnit,
	type OwnerInput,
} from './protocol.ts';
import {commandFailure, protocolFailure, unitFailure} from './unit-failure.ts';

/** Code of the error event when the machine is locked. */
const lockedCode = 'LOCKED';

/** How one `apply` on one connection ended. After `lost` and `locked` the caller tries again. */
export type ApplyEnd = {end: 'done'; changed: boolean; evidence: string} | {end: 'lost'} | {end: 'locked'};

/** The report of the machine; undefined when the connection was lost. */
export async function inspectHost(connection: Connection, signal: AbortSignal): Promise<HostReport | undefined> {
	return readDocument(connection, inspectCommand(), hostReport, 'report', signal);
}

/** What of Wasper is on the machine; undefined when the connection was lost. */
export async function listResources(connection: Connection, signal: AbortSignal): Promise<HostResource[] | undefined> {
	return readDocument(connection, listResourcesCommand(), z.array(hostResource), 'list of resources', signal);
}

/** One document that a command prints; undefined when the connection was lost. */
async function readDocument<T>(
	connection: Connection,
	command: string,
	schema: z.ZodType<T>,
	what: string,
	signal: AbortSignal,
): Promise<T | undefined> {
	const result = await connection.run(command, {signal});
	await checkProtocol(connection, result, signal);
	if (result.code === null) {
		return undefined;
	}

	if (result.code !== 0) {
		throw commandFailure(command, result);
	}

	const document = schema.safeParse(parseJson(result.stdout));
	if (!document.success) {
		throw protocolFailure(
			`The ${what} of wasperctl on the machine can't be read.`,
			z.prettifyError(document.error).split('\n').slice(0, 6),
		);
	}

	return document.data;
}

/** Installs the program on the machine; false when the connection was lost. */
export async function installProgram(connection: Connection, program: HostProgram, signal: AbortSignal): Promise<boolean> {
	const result = await connection.run(installCommand(program), {signal, stdin: program.archive});
	if (result.code !== 0 && result.code !== null) {
		throw commandFailure(`the installation of wasperctl ${program.version}`, result);
	}

	return result.code === 0;
}

/** Sends the settings; false when the connection was lost. */
export async function configureHost(connection: Connection, settings: HostSettings, signal: AbortSignal): Promise<boolean> {
	const command = configureCommand();
	const result = await connection.run(command, {signal, stdin: JSON.stringify(settings)});
	await checkProtocol(connection, result, signal);
	if (result.code !== 0 && result.code !== null) {
		throw commandFailure(command, result);
	}

	return result.code === 0;
}

/** Applies one unit, or re-attaches to its apply in progress. Lines that aren't of the protocol are shown as they are. */
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
	await checkProtocol(connection, result, options.signal);
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
		? protocolFailure(`The machine finished "${unit}" without a result.`, [`exit code 0 of: ${command}`])
		: commandFailure(command, result);
}

/** Throws an OtherProtocolError when the program exited because it is of another version of the protocol; it did nothing then. */
async function checkProtocol(connection: Connection, {code, stdout, stderr}: RunResult, signal: AbortSignal): Promise<void> {
	if (code === exitProtocol) {
		const header = programHeader.safeParse(parseJson(stdout)).data;
		throw new OtherProtocolError(header?.version ?? 'of an unknown version', header?.protocol);
	}

	// Programs from before the option take it for a command.
	if (code === exitUsage && stderr.includes('"--protocol"')) {
		const {stdout: version} = await connection.run(versionCommand(), {signal});
		throw new OtherProtocolError(version.trim() || 'of an unknown version', 1);
	}
}

/** The error of a round trip that did not end in time. */
export function silentHost(seconds: number): ExternalError {
	return new ExternalError({
		code: 'host.silent',
		cause: `The machine did not answer within ${seconds} s, although SSH is connected.`,
		outcome: 'Everything created so far is kept.',
		next: 'It may be overloaded, or its disk may hang. Run the same command again; if that does not help, restart the machine.',
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
