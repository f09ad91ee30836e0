import {randomUUID} from 'node:crypto';
import project from '../../package.json' with {type: 'json'};
import type {Deployment} from '../deployment/deployment.ts';
import {CancelledError, exitCodes, type OperatorError} from '../errors/kinds.ts';
import type {Reporter} from '../reporters/reporter.ts';
import {Bus} from '../runner/bus.ts';
import type {WalkResult} from '../runner/engine.ts';
import type {Summary} from '../runner/events.ts';
import {typicalSeconds} from '../runner/estimate.ts';
import {StopSwitch} from '../runner/stop.ts';
import {PlaneTimes} from '../runner/timing.ts';
import {Walk} from '../runner/walk.ts';
import type {Gateways} from '../steps/gateways.ts';
import type {Question} from '../steps/question.ts';
import type {AnyStep} from '../steps/step.ts';
import {watchInterrupts} from './interrupt.ts';

export interface Run {
	mode: 'create' | 'teardown';
	deployment: Deployment;
	gateways: Gateways;
	steps: readonly AnyStep[];
	/** The face that the operator sees, first, then the log. */
	reporters: Reporter[];
	/** Seconds that a step takes here against the usual; below 1 in a rehearsal. */
	pace: number;
	/** What stays on the screen when all is done. */
	summary?(planes: Summary['planes']): Summary;
}

/** One run from its first event to its last: walk, Ctrl+C, undoing on request, the end. Returns the exit code. */
export async function run({mode, deployment, gateways, steps, reporters, pace, summary}: Run): Promise<number> {
	const bus = new Bus(randomUUID());
	const times = new PlaneTimes();
	const closing = new AbortController();
	bus.subscribe(event => times.handle(event));
	for (const reporter of reporters) {
		bus.subscribe(event => reporter.handle(event));
	}

	const face = reporters[0];
	const ask = async (question: Question): Promise<string> => {
		bus.emit({type: 'question.asked', question});
		const answer = face?.ask ? await face.ask(question, closing.signal) : question.fallback;
		bus.emit({type: 'question.answered', question: question.id, answer});
		return answer;
	};

	const begun = performance.now();
	bus.emit({
		type: 'run.started',
		mode,
		version: project.version,
		domain: deployment.choices.domain,
		sandbox: deployment.choices.target === 'sandbox',
		steps: steps.map(({id, title, plane, needs}) => ({id, title, plane, needs: [...needs], typicalSeconds: typicalSeconds(id) * pace})),
	});
	const walk = new Walk(steps, {deployment, gateways, bus, ask});
	const stop = new StopSwitch();
	const interrupts = watchInterrupts(bus, stop, ask);
	try {
		const walked = mode === 'create' ? await walk.create(stop) : await walk.remove(stop);
		const undone = interrupts.removal && !stop.signal.aborted ? await walk.remove(new StopSwitch(), new Set(walked.made)) : undefined;
		const error = undone?.error ?? failureOf(walked, {removed: undone !== undefined, costs: deployment.choices.target === 'azure'});
		const exitCode = error?.exitCode ?? exitCodes.done;
		bus.emit({
			type: 'run.finished',
			outcome: error ? (error.kind === 'cancelled' ? 'cancelled' : 'failed') : 'done',
			exitCode,
			seconds: (performance.now() - begun) / 1000,
			...(error ? {error: error.explanation} : summary && {summary: summary(times.seconds())}),
		});
		return exitCode;
	} finally {
		interrupts.end();
		closing.abort();
		gateways.host.close();
		for (const reporter of reporters) {
			await reporter.close();
		}
	}
}

/** Why the run did not reach its end: a failure, or the operator's wish. */
function failureOf(walked: WalkResult, {removed, costs}: {removed: boolean; costs: boolean}): OperatorError | undefined {
	if (walked.error || !walked.stopped) {
		return walked.error;
	}

	return new CancelledError({
		cause: walked.stopped,
		outcome: removed ? 'What this run made is removed again.' : `What was made is kept${costs ? ', and goes on costing money' : ''}.`,
		next: removed ? 'Nothing more to do.' : 'Run the same command again to go on, or `create-wasper-azure teardown` to remove it.',
	});
}
