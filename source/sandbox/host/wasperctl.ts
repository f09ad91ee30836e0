import {setTimeout as wait} from 'node:timers/promises';
import {hostOperations, hostServices} from '../../host/operations.ts';
import {
	exitLocked,
	exitProtocol,
	exitUsage,
	hostSettings,
	hostUnit,
	hostUnits,
	protocolVersion,
	type HostUnit,
} from '../../host/protocol.ts';
import {Applies} from './applies.ts';
import type {Host} from './host.ts';
import {operations, operationSeconds} from './operations.ts';
import {hostResources} from './removal.ts';
import {hostReport} from './report.ts';

/** How one command reads and prints. */
export interface Session {
	/** Reads standard input to its end. */
	stdin(): Promise<Buffer>;
	out(line: string): void;
	error(line: string): void;
	/** Resolves when the client has gone. */
	gone: Promise<void>;
	/** Drops the connection, as a bad network would. */
	cut(): void;
}

/** The stand-in for the program on the machine. It speaks the protocol of `host/protocol.ts`, and only changes the sandbox's state. */
export class Wasperctl {
	readonly #applies: Applies;

	constructor(private readonly host: Host) {
		this.#applies = new Applies(host);
	}

	get isInstalled(): boolean {
		return this.host.memory.machine.program !== undefined;
	}

	install(version: string): void {
		this.host.memory.changeMachine({program: version, protocol: protocolVersion});
	}

	/** Runs `wasperctl` with these arguments. Returns the exit code. */
	async run(parameters: string[], session: Session): Promise<number> {
		const {program = '', protocol} = this.host.memory.machine;
		const [verb = '', ...rest] = parameters;
		// A program from before protocol 2 takes the option for a command.
		if (verb === '--protocol' && protocol !== undefined) {
			if (rest[0] !== String(protocol)) {
				session.out(JSON.stringify({protocol, version: program}));
				return exitProtocol;
			}

			return this.run(rest.slice(1), session);
		}

		const operation = hostOperations.find(name => name === verb);
		if (operation === 'logs') {
			return this.#logs(rest, session);
		}

		const json = rest.join() === '--json';
		if (operation && (rest.length === 0 || (json && operations[operation].document))) {
			return this.#operate(operation, json, session);
		}

		if (operation === 'remove' && rest.join(' ') === '--dry-run --json') {
			session.out(JSON.stringify(hostResources(this.host)));
			return 0;
		}

		const unit = hostUnit.safeParse(rest[0]).data;
		switch (verb) {
			case 'inspect':
				session.out(JSON.stringify(hostReport(this.host)));
				return 0;
			case 'configure':
				return this.#configure(session);
			case 'apply':
				return unit
					? this.#apply(unit, rest.includes('--json'), session)
					: usage(session, `wasperctl apply: unknown unit "${rest[0] ?? ''}".\nUnits: ${hostUnits.join(' ')}`);
			case 'version':
				session.out(program);
				return 0;
			default:
				return usage(session, `wasperctl: unknown command "${verb}".`);
		}
	}

	async #configure(session: Session): Promise<number> {
		const settings = hostSettings.safeParse(
			await session
				.stdin()
				.then(bytes => JSON.parse(bytes.toString()) as unknown)
				.catch(() => undefined),
		);
		if (!settings.success) {
			return usage(session, 'wasperctl configure: expected one JSON object on standard input.');
		}

		const {release} = this.host.memory.disk;
		const wanted = settings.data.release ?? release;
		if (release !== undefined && wanted !== release) {
			session.error(`wasperctl configure: the database belongs to release ${release} and cannot be used by release ${wanted}.`);
			return 1;
		}

		this.host.memory.changeMachine({settings: settings.data});
		return 0;
	}

	async #apply(unit: HostUnit, json: boolean, session: Session): Promise<number> {
		const {host} = this;
		if (!this.#applies.isRunning(unit)) {
			this.#simulateForeignLock();
			if (host.lock) {
				return locked(host, session);
			}
		}

		const input = unit === 'owner' ? (await session.stdin()).toString() : '';
		const fault = () => host.faults.take(`host apply ${unit}`);
		let dropped = false;
		return this.#applies.follow(
			unit,
			() => {
				const taken = fault();
				dropped = taken?.drop === true;
				return taken;
			},
			input,
			event => {
				session.out(
					json
						? JSON.stringify(event)
						: event.type === 'output'
							? event.line
							: event.type === 'result'
								? event.evidence
								: `${event.code}: ${event.cause}`,
				);
				if (dropped) {
					session.cut();
				}
			},
		);
	}

	async #logs(parameters: string[], session: Session): Promise<number> {
		const [service] = parameters.filter(
			word => !word.startsWith('--') && !/^--(since|grep)$/.test(parameters[parameters.indexOf(word) - 1] ?? ''),
		);
		if (service && !hostServices.some(name => name === service)) {
			return usage(session, `wasperctl logs: unknown service "${service}"; the services are: ${hostServices.join(' ')}`);
		}

		const text = parameters[parameters.indexOf('--grep') + 1];
		for (const line of operations.logs.run(this.host).filter(row => row.startsWith(`wasper-${service ?? ''}`))) {
			if (!parameters.includes('--grep') || line.includes(text ?? '')) {
				session.out(line);
			}
		}

		if (parameters.includes('--follow')) {
			await session.gone;
		}

		return 0;
	}

	async #operate(name: (typeof hostOperations)[number], json: boolean, session: Session): Promise<number> {
		const {host} = this;
		const {exclusive, run, document} = operations[name];
		if (exclusive && (host.lock || this.#applies.busy)) {
			return locked(host, session);
		}

		if (exclusive) {
			host.lock = {holder: 'wasperctl', reason: name, since: new Date().toISOString()};
		}

		try {
			await wait(exclusive ? host.latency.scaled(operationSeconds) : 0, undefined, {signal: host.signal});
			for (const line of json ? [JSON.stringify(document?.(host))] : run(host)) {
				session.out(line);
			}
		} finally {
			if (exclusive) {
				host.lock = undefined;
			}
		}

		return name === 'health' && !host.healthy ? 1 : 0;
	}

	/** A fault `host lock` with a delay: another run locks the machine for so long. */
	#simulateForeignLock(): void {
		const fault = this.host.faults.take('host lock');
		if (fault?.delay) {
			this.host.lock = {holder: 'bob@elsewhere', reason: 'applying docker', since: new Date().toISOString()};
			setTimeout(() => (this.host.lock = undefined), fault.delay).unref();
		}
	}
}

function locked({lock}: Host, session: Session): number {
	const {holder, since, reason} = lock ?? {holder: 'another run', since: new Date().toISOString(), reason: 'applying units'};
	session.error(`This machine is locked by ${holder} since ${since}: ${reason}.`);
	return exitLocked;
}

function usage(session: Session, message: string): number {
	session.error(message);
	return exitUsage;
}
