import {randomUUID} from 'node:crypto';
import project from '../../package.json' with {type: 'json'};
import type {ResourceList} from '../deployment/owned-resource.ts';
import {asRecorded, type Ask} from '../deployment/question.ts';
import {exitCodes} from '../errors/kinds.ts';
import type {Reporter} from '../reporters/reporter.ts';
import {Bus} from '../runner/bus.ts';
import type {UnstampedEvent} from '../runner/events.ts';
import {describeSteps} from '../runner/step-info.ts';
import {StopSwitch} from '../runner/stop.ts';
import {PlaneTimes} from '../runner/timing.ts';
import type {InAzure, OnMachine} from '../steps/step.ts';
import {eventAsTyped, type AsTyped} from '../backend/rehearsal-flags.ts';
import {watchInterrupts} from './interrupt.ts';
import type {Preflight, Program, RunScope} from './program.ts';
import {walkProgram} from './walk-program.ts';

/** One run of a program. */
export interface Run<Scope extends RunScope<Steps>, Steps extends OnMachine = InAzure> {
	program: Program<Scope, Steps>;
	scope: Scope;
	/** The face that the operator sees, first, then the log. */
	reporters: Reporter[];
	/** Seconds that a step takes here against the usual; below 1 in a rehearsal. */
	pace: number;
	/** Makes the commands that are named as next steps work as typed. */
	asTyped: AsTyped;
	/** What was checked before the first change; absent where nothing was. */
	preflight?: Preflight;
	/** What was found to be removed; absent where nothing is. */
	removal?: ResourceList;
	/** Whether a plan was approved that says what steps would ask about. */
	approved?: boolean;
}

/** Runs a program from the first event to the last: walk, Ctrl+C, undoing on request, the end. Returns the exit code. */
export async function run<Scope extends RunScope<Steps>, Steps extends OnMachine = InAzure>(task: Run<Scope, Steps>): Promise<number> {
	const {program, scope, reporters, pace, asTyped} = task;
	const bus = new Bus(randomUUID());
	const times = new PlaneTimes();
	const closing = new AbortController();
	bus.subscribe(event => times.handle(event));
	for (const reporter of reporters) {
		bus.subscribe(event => reporter.handle(eventAsTyped(event, asTyped)));
	}

	const face = reporters[0];
	const ask: Ask = async (question, withdrawn) => {
		bus.emit({type: 'question.asked', question: asRecorded(question)});
		const agreed = task.approved ? question.agreed : undefined;
		const moot = withdrawn ? AbortSignal.any([closing.signal, withdrawn]) : closing.signal;
		let answer = 'withdrawn';
		try {
			answer = agreed ?? (face?.ask ? await face.ask(question, moot) : question.fallback);
			return answer;
		} finally {
			bus.emit({type: 'question.answered', question: question.id, answer});
		}
	};

	const begun = performance.now();
	const {domain, target} = scope.deployment.choices;
	bus.emit({
		type: 'run.started',
		program: program.id,
		words: program.words(scope),
		version: project.version,
		domain,
		sandbox: target === 'sandbox',
		steps: describeSteps(program.steps(scope), program.order).map(step => ({...step, typicalSeconds: step.typicalSeconds * pace})),
	});
	if (task.removal) {
		bus.emit({type: 'removal.planned', ...task.removal});
	}

	if (task.preflight) {
		bus.emit(preflightEvent(task.preflight));
	}

	const stop = new StopSwitch();
	const interrupts = watchInterrupts(bus, stop, ask, program.stopQuestion);
	try {
		const {error, ...success} = await walkProgram(program, scope, times, {bus, ask, stop, interrupts});
		const exitCode = error?.exitCode ?? exitCodes.done;
		bus.emit({
			type: 'run.finished',
			outcome: error ? (error.kind === 'cancelled' ? 'cancelled' : 'failed') : 'done',
			exitCode,
			seconds: (performance.now() - begun) / 1000,
			...(error && {error: error.explanation}),
			...success,
		});
		return exitCode;
	} finally {
		interrupts.end();
		closing.abort();
		scope.gateways.hosts.close();
		for (const reporter of reporters) {
			await reporter.close();
		}
	}
}

/** What was checked before the first change, as an event. */
export function preflightEvent({checks, overridden}: Preflight): Extract<UnstampedEvent, {type: 'preflight.checked'}> {
	return {type: 'preflight.checked', checks: [...checks], overridden: [...overridden]};
}
