import {EventEmitter} from 'node:events';
import type {ApplyEvent, HostUnit} from '../../host/protocol.ts';
import type {Fault} from '../foundation/faults.ts';
import type {Host} from './host.ts';
import {UnitError} from './unit-error.ts';
import {applyUnit} from './units.ts';

/** One apply in progress: it belongs to the machine, not to the connection that started it. */
class Apply extends EventEmitter<{event: [ApplyEvent]}> {
	readonly events: ApplyEvent[] = [];

	say(event: ApplyEvent): void {
		this.events.push(event);
		this.emit('event', event);
	}
}

/** The applies in progress on one machine. Applying a unit that is being applied attaches to it, from its first line on. */
export class Applies {
	readonly #running = new Map<HostUnit, Apply>();

	constructor(private readonly host: Host) {}

	get busy(): boolean {
		return this.#running.size > 0;
	}

	/** Applies a unit, or attaches to its apply; passes every event to `tell`. Returns the exit code. */
	async follow(unit: HostUnit, fault: () => Fault | undefined, input: string, tell: (event: ApplyEvent) => void): Promise<number> {
		const apply = this.#running.get(unit) ?? this.#begin(unit, fault(), input);
		return new Promise(resolve => {
			const pass = (event: ApplyEvent) => {
				tell(event);
				if (event.type !== 'output') {
					apply.off('event', pass);
					resolve(event.type === 'result' ? 0 : 1);
				}
			};
			apply.on('event', pass);
			for (const event of apply.events) {
				pass(event);
			}
		});
	}

	isRunning(unit: HostUnit): boolean {
		return this.#running.has(unit);
	}

	#begin(unit: HostUnit, fault: Fault | undefined, input: string): Apply {
		const apply = new Apply();
		apply.setMaxListeners(0);
		this.#running.set(unit, apply);
		applyUnit(this.host, {unit, input, fault, say: line => apply.say({type: 'output', line})})
			.then(
				(result): ApplyEvent => ({type: 'result', unit, ...result}),
				(error: unknown): ApplyEvent =>
					error instanceof UnitError
						? {type: 'error', unit, code: error.code, cause: error.message, ...error.more}
						: {type: 'error', unit, code: 'UNEXPECTED', cause: `A command in wasperctl failed unexpectedly: ${String(error)}`},
			)
			.then(event => {
				this.#running.delete(unit);
				// A machine that was shut down prints nothing more.
				if (!this.host.signal.aborted) {
					apply.say(event);
				}
			})
			.catch(() => {});
		return apply;
	}
}
