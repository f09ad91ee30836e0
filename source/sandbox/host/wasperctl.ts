import {setTimeout as wait} from 'node:timers/promises';
import {exitLocked, hostOperations, hostSettings, hostUnit, type HostUnit} from '../../host/protocol.ts';
import {Applies} from './applies.ts';
import type {Host} from './host.ts';
import {operations, operationSeconds} from './operations.ts';
import {hostReport} from './report.ts';

const badUsage = 2;
const services = ['app', 'postgres', 'redis', 'nginx'];

/** One command's surroundings. */
export interface Session {
	/** Reads standard input to its end. */
	stdin(): Promise<Buffer>;
	out(line: string): void;
	error(line: string): void;
	/** Settles when nobody reads any more. */
	gone: Promise<void>;
	/** Loses the connection, as a bad network would. */
	cut(): void;
}

/** The stand-in for the program on the machine. It keeps the contract of `host/protocol.ts`, and does nothing but remember. */
export class Wasperctl {
	readonly #applies: Applies;

	constructor(private readonly host: Host) {
		this.#applies = new Applies(host);
	}

	get isInstalled(): boolean {
		return this.host.memory.machine.program !== undefined;
	}

	install(version: string): void {
		this.host.memory.changeMachine({program: version});
	}

	/** Runs `wasperctl` with these words. Returns the exit code. */
	async run(words: string[], session: Session): Promise<number> {
		const [verb = '', ...rest] = words;
		const operation = hostOperations.find(name => name === verb);
		if (operation === 'logs') {
			return this.#logs(rest, session);
		}

		const json = rest.join() === '--json';
		if (operation && (rest.length === 0 || (json && operations[operation].document))) {
			return this.#operate(operation, json, session);
		}

		const unit = hostUnit.safeParse(rest[0]).data;
		switch (verb) {
			case 'inspect':
				session.out(JSON.stringify(hostReport(this.host)));
				return 0;
			case 'configure':
				return this.#configure(session);
			case 'apply':
				return unit ? this.#apply(unit, rest.includes('--json'), session) : usage(session);
			default:
				return usage(session);
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
			session.error('wasperctl: configure wants the settings as JSON on standard input');
			return badUsage;
		}

		this.host.memory.changeMachine({settings: settings.data});
		return 0;
	}

	async #apply(unit: HostUnit, json: boolean, session: Session): Promise<number> {
		const {host} = this;
		if (!this.#applies.isRunning(unit)) {
			this.#sufferForeignLock();
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

	async #logs(words: string[], session: Session): Promise<number> {
		const [service] = words.filter(word => !word.startsWith('--') && !/^--(since|grep)$/.test(words[words.indexOf(word) - 1] ?? ''));
		if (service && !services.includes(service)) {
			session.error(`No service "${service}"; there are: ${services.join(' ')}`);
			return badUsage;
		}

		const text = words[words.indexOf('--grep') + 1];
		for (const line of operations.logs.run(this.host).filter(row => row.startsWith(service ?? ''))) {
			if (!words.includes('--grep') || line.includes(text ?? '')) {
				session.out(line);
			}
		}

		if (words.includes('--follow')) {
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

	/** A fault `host lock` with a delay: somebody else holds the machine for so long. */
	#sufferForeignLock(): void {
		const fault = this.host.faults.take('host lock');
		if (fault?.delay) {
			this.host.lock = {holder: 'bob@elsewhere', reason: 'apply docker', since: new Date().toISOString()};
			setTimeout(() => (this.host.lock = undefined), fault.delay).unref();
		}
	}
}

function locked({lock}: Host, session: Session): number {
	session.error(
		lock ? `wasperctl: locked by ${lock.holder} (${lock.reason}) since ${lock.since}` : 'wasperctl: locked: units are being applied',
	);
	return exitLocked;
}

function usage(session: Session): number {
	session.error(
		'usage: wasperctl inspect --json | configure | apply UNIT [--json] | start | stop | restart | status | logs | health | stats | clean',
	);
	return badUsage;
}
