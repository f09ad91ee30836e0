import {randomUUID} from 'node:crypto';
import type {Latency, LatencyKind} from '../foundation/latency.ts';
import type {State, Table} from '../foundation/state.ts';
import type {ErrorDetail} from './errors.ts';

/** A long-running operation. It is data alone, so that it goes on after a restart of the sandbox. */
export interface Operation {
	id: string;
	subscription: string;
	location: string;
	/** `Microsoft.Compute`: whose URLs and poll bodies it uses. */
	namespace: string;
	/** `Microsoft.Compute/virtualMachines create`: names the effect that its end has. */
	effect: string;
	/** Resource that it works on. */
	resource: string;
	/** Facts that the effect needs. */
	input?: unknown;
	/** Milliseconds since 1970. */
	started: number;
	/** Milliseconds. */
	duration: number;
	ended?: number;
	status: 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';
	/** The error that it will end with, or ended with. */
	error?: ErrorDetail;
	/** How often it was polled: the first answers of a machine's creation ask for longer waits. */
	polls: number;
}

export interface OperationStart {
	subscription: string;
	location: string;
	namespace: string;
	effect: string;
	resource: string;
	/** How long it takes; absent for work that was done before the first answer. */
	latency?: LatencyKind;
	input?: unknown;
	/** End with this error instead of succeeding. */
	failure?: ErrorDetail | undefined;
}

/** What the end of an operation does. Returning an error makes it a failure. */
export type Effect<Owner> = (owner: Owner, operation: Operation) => ErrorDetail | undefined;

/** All long-running operations, running and ended. */
export class Operations<Owner extends {readonly latency: Latency; readonly options: {state: State}}> {
	readonly #table: Table<Operation>;
	readonly #effects = new Map<string, Effect<Owner>>();
	readonly #timers = new Set<NodeJS.Timeout>();

	constructor(private readonly cloud: Owner) {
		this.#table = cloud.options.state.table('azure-operations');
	}

	/** Says what the end of every operation with this effect name does. */
	onEnd(effect: string, run: Effect<Owner>): void {
		this.#effects.set(effect, run);
	}

	/** Takes up the operations that an earlier process left running. */
	resume(): void {
		this.settle();
		for (const operation of this.#running()) {
			this.#wake(operation);
		}
	}

	begin(start: OperationStart): Operation {
		const {latency, failure, ...facts} = start;
		const operation: Operation = {
			...facts,
			id: randomUUID(),
			started: Date.now(),
			duration: latency ? this.cloud.latency.milliseconds(latency) : 0,
			status: 'InProgress',
			polls: 0,
			...(failure && {error: failure}),
		};
		this.#table.set(operation.id, operation);
		this.#wake(operation);
		return operation;
	}

	/** The operation by its id, counting the poll. */
	poll(id: string): Operation | undefined {
		const operation = this.#table.get(id.toLowerCase());
		if (!operation) {
			return undefined;
		}

		const polled = {...operation, polls: operation.polls + 1};
		this.#table.set(operation.id, polled);
		return polled;
	}

	/** The operation that still works on this resource. */
	runningOn(resource: string): Operation | undefined {
		return this.#running().find(operation => operation.resource.toLowerCase() === resource.toLowerCase());
	}

	/** Ends an operation before its time, without its effect. */
	cancel(operation: Operation, error: ErrorDetail): void {
		this.#table.set(operation.id, {...operation, status: 'Canceled', ended: Date.now(), error});
	}

	/** Ends every operation whose time has come, oldest end first. */
	settle(): void {
		const due = this.#running().filter(operation => operation.started + operation.duration <= Date.now());
		due.sort((one, other) => one.started + one.duration - (other.started + other.duration));
		for (const operation of due) {
			const error = this.#effects.get(operation.effect)?.(this.cloud, operation) ?? operation.error;
			this.#table.set(operation.id, {
				...operation,
				status: error ? 'Failed' : 'Succeeded',
				ended: operation.started + operation.duration,
				...(error && {error}),
			});
		}
	}

	/** Stops the clock; what still runs is taken up by the next process. */
	stop(): void {
		for (const timer of this.#timers) {
			clearTimeout(timer);
		}
	}

	#running(): Operation[] {
		return this.#table.values().filter(operation => operation.status === 'InProgress');
	}

	#wake(operation: Operation): void {
		const timer = setTimeout(
			() => {
				this.#timers.delete(timer);
				this.settle();
				// A timer may fire a moment before the clock says so.
				if (this.#table.get(operation.id)?.status === 'InProgress') {
					this.#wake(operation);
				}
			},
			Math.max(1, operation.started + operation.duration - Date.now()),
		).unref();
		this.#timers.add(timer);
	}
}
