import {setTimeout as pause} from 'node:timers/promises';
import {computerName} from '../environment/computer.ts';
import {connectTarget, type Endpoints} from '../environment/endpoints.ts';
import {ExternalError} from '../errors/kinds.ts';
import {readAuthentication} from './authentication.ts';
import {Connection} from './connection.ts';
import {operationCommand} from './commands.ts';
import type {HostGateway, HostTarget, OperateOptions} from './gateway.ts';
import {fingerprint} from './host-key.ts';
import {untilConnected} from './patience.ts';
import {hostProgram} from './program.ts';
import type {HostOperation} from './operations.ts';
import type {HostReport, HostResource, HostSettings, HostUnit, OwnerInput} from './protocol.ts';
import {shownHostKey} from './shown-host-key.ts';
import {SharedReport} from './shared-report.ts';
import {hostEnvironment, type HostEnvironment} from './host-environment.ts';
import {hostTiming, type HostTiming} from './timing.ts';
import {lockedByAnother, lostOperation} from './unit-failure.ts';
import {applyUnit, configureHost, inspectHost, installProgram, listResources, silentHost} from './wasperctl.ts';

interface Progress {
	signal: AbortSignal;
	say(line: string): void;
}

/** One persistent SSH connection to the machine; reconnects when it is lost. */
export class SshHost implements HostGateway {
	readonly #report = new SharedReport();
	#target: HostTarget | undefined;
	#connection: Connection | undefined;
	#connecting: Promise<Connection> | undefined;
	/** Our name as holder of the machine's lock. */
	#holder: Promise<string> | undefined;
	/** Aborts an attempt to connect when `close` is called. */
	#life = new AbortController();

	constructor(
		readonly endpoints: Pick<Endpoints, 'connectTo' | 'acmeDirectory'> & Partial<Endpoints>,
		readonly timing: HostTiming = hostTiming,
		readonly nameOfHolder: () => Promise<string> = computerName,
	) {}

	async environment(): Promise<HostEnvironment> {
		return hostEnvironment(this.endpoints);
	}

	async showHostKey({address, port}: Pick<HostTarget, 'address' | 'port'>, signal: AbortSignal): Promise<string> {
		return shownHostKey({address, port}, connectTarget(this.endpoints, address, port), this.timing, signal);
	}

	async connect(target: HostTarget, {signal, say, deadlineSeconds}: Progress & {deadlineSeconds: number}): Promise<{fingerprint: string}> {
		if (this.#target && !sameTarget(this.#target, target)) {
			this.close();
		}

		this.#target = target;
		await this.#connected({signal, say}, deadlineSeconds * this.timing.patience * 1000);
		return {fingerprint: fingerprint(target.hostKey)};
	}

	async programVersion(): Promise<string> {
		return (await hostProgram()).version;
	}

	async install(signal: AbortSignal): Promise<void> {
		const program = await hostProgram();
		await this.#answered(signal, async (connection, bounded) => (await installProgram(connection, program, bounded)) || undefined);
		this.#report.forget();
	}

	async configure(settings: HostSettings, signal: AbortSignal): Promise<void> {
		await this.#answered(signal, async (connection, bounded) => (await configureHost(connection, settings, bounded)) || undefined);
		this.#report.forget();
	}

	async inspect(signal: AbortSignal): Promise<HostReport> {
		return this.#report.get(() => this.#answered(signal, inspectHost));
	}

	async resources(signal: AbortSignal): Promise<HostResource[]> {
		return this.#answered(signal, listResources);
	}

	async apply(unit: HostUnit, options: Progress & {input?: OwnerInput}): Promise<{changed: boolean; evidence: string}> {
		const deadline = AbortSignal.timeout(this.timing.apply);
		const started = performance.now();
		let spoken = started;
		const say = (line: string) => {
			spoken = performance.now();
			options.say(line);
		};

		const heartbeat = setInterval(() => {
			if (performance.now() - spoken >= this.timing.heartbeat) {
				options.say(`Still running on the machine: ${unit}, ${Math.round((performance.now() - started) / 1000)} s so far.`);
			}
		}, this.timing.heartbeat);
		try {
			return await this.#applyPatiently(unit, {...options, say, signal: AbortSignal.any([options.signal, deadline])});
		} catch (error) {
			throw deadline.aborted && !options.signal.aborted ? tooLong(unit, this.timing.apply) : error;
		} finally {
			clearInterval(heartbeat);
			this.#report.forget();
		}
	}

	async operate(operation: HostOperation, parameters: readonly string[], options: OperateOptions): Promise<number> {
		const connection = await this.#connected({signal: options.signal, say: options.problem}, this.timing.reconnect);
		const code = await connection.stream(operationCommand(operation, parameters), {...options, terminal: options.endless});
		this.#report.forget();
		if (code === null) {
			throw lostOperation(operation);
		}

		return code;
	}

	close(): void {
		this.#life.abort();
		this.#life = new AbortController();
		this.#connection?.close();
		this.#connection = undefined;
		this.#report.forget();
	}

	/** A unit keeps running on the machine when the connection is lost, so the same command again re-attaches. */
	async #applyPatiently(unit: HostUnit, options: Progress & {input?: OwnerInput}): Promise<{changed: boolean; evidence: string}> {
		let lockDeadline: number | undefined;
		const holder = await (this.#holder ??= this.nameOfHolder());
		for (;;) {
			const connection = await this.#connected(options, this.timing.reconnect);
			const outcome = await applyUnit(connection, unit, {...options, holder});
			if (outcome.end === 'done') {
				return {changed: outcome.changed, evidence: outcome.evidence};
			}

			if (outcome.end === 'lost') {
				options.say('The connection to the machine was lost; the work continues there. Reconnecting.');
				connection.close();
				await pause(this.timing.pause, undefined, options);
				continue;
			}

			this.#report.forget();
			const {lock} = await this.inspect(options.signal);
			lockDeadline ??= performance.now() + this.timing.lock;
			if (performance.now() >= lockDeadline) {
				throw lockedByAnother(unit, lock);
			}

			options.say(`Waiting for ${lock ? `${lock.holder} (${lock.reason})` : 'another run'} to finish on the machine.`);
			await pause(this.timing.pause, undefined, options);
		}
	}

	/** One bounded round trip, repeated after a lost connection, for which `work` returns undefined. */
	async #answered<T>(signal: AbortSignal, work: (connection: Connection, signal: AbortSignal) => Promise<T | undefined>): Promise<T> {
		const deadline = AbortSignal.timeout(this.timing.answer);
		const bounded = AbortSignal.any([signal, deadline]);
		try {
			for (;;) {
				const connection = await this.#connected({signal: bounded, say() {}}, this.timing.reconnect);
				const answer = await work(connection, bounded);
				if (answer !== undefined) {
					return answer;
				}

				connection.close();
				await pause(this.timing.pause, undefined, {signal: bounded});
			}
		} catch (error) {
			throw deadline.aborted && !signal.aborted ? silentHost(this.timing.answer / 1000) : error;
		}
	}

	/** The open connection, or a new one; callers that lost it at the same time share the new one. */
	async #connected(progress: Progress, deadline: number): Promise<Connection> {
		if (this.#connection?.alive) {
			return this.#connection;
		}

		this.#connecting ??= this.#open(progress, deadline).finally(() => {
			this.#connecting = undefined;
		});
		this.#connection = await this.#connecting;
		return this.#connection;
	}

	async #open({signal, say}: Progress, deadline: number): Promise<Connection> {
		const target = this.#target;
		if (!target) {
			throw new ExternalError({code: 'host.notConnected', cause: 'There is no connection to the machine yet.'});
		}

		const ending = AbortSignal.any([signal, this.#life.signal]);
		const authentication = await readAuthentication(target.privateKeyPath);
		const place = connectTarget(this.endpoints, target.address, target.port);
		return untilConnected(() => Connection.open(target, place, authentication, this.timing, ending), {
			place: `${target.address}:${target.port}`,
			given: target.given,
			deadline,
			timing: this.timing,
			signal: ending,
			say,
		});
	}
}

function sameTarget(one: HostTarget, other: HostTarget): boolean {
	return (
		one.address === other.address &&
		one.port === other.port &&
		one.user === other.user &&
		one.hostKey === other.hostKey &&
		one.privateKeyPath === other.privateKeyPath
	);
}

function tooLong(unit: HostUnit, milliseconds: number): ExternalError {
	return new ExternalError({
		code: 'host.deadline',
		cause: `"${unit}" did not finish on the machine within ${Math.round(milliseconds / 60_000)} minutes.`,
		outcome: 'It continues there.',
		next: 'Run the same command again: it re-attaches to the running work and shows its output.',
	});
}
