import {randomUUID} from 'node:crypto';
import project from '../../package.json' with {type: 'json'};
import {asRecorded, type Ask} from '../deployment/question.ts';
import {exitCodes} from '../errors/kinds.ts';
import {stopQuestions} from '../reporters/stop-question.ts';
import {Bus} from '../runner/bus.ts';
import type {UnstampedEvent} from '../runner/events.ts';
import {teardownSteps} from '../runner/removal.ts';
import {StopSwitch} from '../runner/stop.ts';
import {PlaneTimes} from '../runner/timing.ts';
import {setupSteps} from '../runner/walk.ts';
import type {InAzure, OnMachine} from '../steps/step.ts';
import {eventAsTyped} from '../backend/rehearsal-flags.ts';
import {watchInterrupts} from './interrupt.ts';
import type {Creation, Preflight, Teardown} from './program.ts';
import {walkSetup, walkTeardown} from './walks.ts';

/** One run from its first event to its last: walk, Ctrl+C, undoing on request, the end. Returns the exit code. */
export async function run<Scope extends OnMachine = InAzure>(task: Creation<Scope> | Teardown): Promise<number> {
	const {mode, deployment, gateways, steps, reporters, pace, asTyped} = task;
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
		const agreed = task.mode === 'create' && task.approved ? question.agreed : undefined;
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
	bus.emit({
		type: 'run.started',
		mode,
		version: project.version,
		domain: deployment.choices.domain,
		sandbox: deployment.choices.target === 'sandbox',
		steps: (mode === 'create' ? setupSteps(steps) : teardownSteps(steps)).map(step => ({
			...step,
			typicalSeconds: step.typicalSeconds * pace,
		})),
	});
	if (task.mode === 'teardown') {
		bus.emit({type: 'removal.planned', ...task.planned});
	} else if (task.preflight) {
		bus.emit(preflightEvent(task.preflight));
	}

	const stop = new StopSwitch();
	const interrupts = watchInterrupts(bus, stop, ask, stopQuestions[mode]);
	const tools = {bus, ask, stop, interrupts};
	try {
		const {error, ...good} = task.mode === 'create' ? await walkSetup(task, times, tools) : await walkTeardown(task, tools);
		const exitCode = error?.exitCode ?? exitCodes.done;
		bus.emit({
			type: 'run.finished',
			outcome: error ? (error.kind === 'cancelled' ? 'cancelled' : 'failed') : 'done',
			exitCode,
			seconds: (performance.now() - begun) / 1000,
			...(error && {error: error.explanation}),
			...good,
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

/** What was asked before the first change, as programs read it. */
export function preflightEvent({checks, overridden}: Preflight): Extract<UnstampedEvent, {type: 'preflight.checked'}> {
	return {type: 'preflight.checked', checks: [...checks], overridden: [...overridden]};
}
