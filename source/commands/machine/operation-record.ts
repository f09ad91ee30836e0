import {randomUUID} from 'node:crypto';
import project from '../../../package.json' with {type: 'json'};
import {explain} from '../../errors/explain.ts';
import {exitCodes} from '../../errors/kinds.ts';
import type {HostOperation} from '../../host/operations.ts';
import type {Relay} from '../../reporters/relay.ts';
import type {Reporter} from '../../reporters/reporter.ts';
import {Bus} from '../../runner/bus.ts';

/** What is kept of an operation in the log file: its beginning, every line, its end. */
export interface OperationRecord {
	/** A relay whose lines are kept as well. */
	overhear(relay: Relay): Relay;
	/** The end, and what it failed with. */
	end(error?: unknown): void;
}

/** Begins the record of an operation. */
export function openRecord(operation: HostOperation, log: Reporter): OperationRecord {
	const bus = new Bus(randomUUID());
	const begun = performance.now();
	bus.subscribe(event => log.handle(event));
	bus.emit({type: 'operation.started', operation, version: project.version});
	return {
		overhear: ({output, say, flush}) => ({
			output(line) {
				bus.emit({type: 'operation.output', line, aside: false});
				output(line);
			},
			say(line) {
				bus.emit({type: 'operation.output', line, aside: true});
				say(line);
			},
			flush,
		}),
		end(error) {
			const seconds = (performance.now() - begun) / 1000;
			const failure = error === undefined ? undefined : explain(error);
			bus.emit({
				type: 'operation.finished',
				outcome: failure ? (failure.kind === 'cancelled' ? 'cancelled' : 'failed') : 'done',
				exitCode: failure?.exitCode ?? exitCodes.done,
				seconds,
				...(failure && {error: failure.explanation}),
			});
		},
	};
}
