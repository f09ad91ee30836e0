import type {Question, RunEvent, StepFinding, StepInfo, StepOutcome, Words} from '../runner/events.ts';
import {cleanLine, cleanText} from '../terminal/text.ts';

/** `inspected` is known but not begun: it waits for its turn to be created. */
export type StepState = 'waiting' | 'inspecting' | 'inspected' | 'working' | 'retrying' | 'done' | 'failed' | 'abandoned';

/** A step as every face sees it. */
export interface StepView extends StepInfo {
	state: StepState;
	action?: 'inspect' | 'apply' | 'remove';
	/** Milliseconds since the epoch when work on it began. */
	startedAt?: number;
	/** How long it took, once it ended. */
	seconds?: number;
	/** Ids that it said it waits for. */
	waitingFor?: string[];
	/** What is not right about it, as it was inspected last. */
	findings: readonly StepFinding[];
	/** Whether what this run created is removed again. */
	undone?: boolean;
	/** Last lines of its output, newest last. */
	tail: string[];
	retry?: {attempt: number; cause: string; until: number};
	outcome?: StepOutcome;
	/** What proves it, or why it was abandoned. */
	evidence?: string;
	error?: ErrorView;
}

/** An explanation as it travels in events. */
export type ErrorView = Extract<RunEvent, {type: 'step.failed'}>['error'];
export type Finished = Extract<RunEvent, {type: 'run.finished'}>;

/** The whole run as every face sees it. */
export interface RunView {
	run: string;
	words: Words;
	domain: string;
	sandbox: boolean;
	startedAt: number;
	steps: StepView[];
	question?: Question;
	/** Why the run is winding down. */
	stopping?: string;
	finished?: Finished;
}

/** Lines of output that are kept for each step. */
const tailLength = 6;

/** The view after `event`; events before `run.started` and about unknown steps change nothing. */
export function reduce(view: RunView | undefined, event: RunEvent): RunView | undefined {
	if (event.type === 'run.started') {
		const steps = event.steps.map(step => fresh(step));
		return {run: event.run, words: event.words, domain: event.domain, sandbox: event.sandbox, startedAt: Date.parse(event.time), steps};
	}

	if (!view) {
		return undefined;
	}

	if ('step' in event) {
		return {...view, steps: view.steps.map(step => (step.id === event.step ? reduceStep(step, event) : step))};
	}

	switch (event.type) {
		case 'question.asked': {
			return {...view, question: event.question};
		}

		case 'question.answered': {
			const {question: _answered, ...rest} = view;
			return rest;
		}

		// An operation is no run: it has no steps to show.
		case 'preflight.checked':
		case 'removal.planned':
		case 'debug.request':
		case 'debug.command':
		case 'debug.error':
		case 'operation.started':
		case 'operation.output':
		case 'operation.finished': {
			return view;
		}

		// Every step is looked at again.
		case 'run.changed': {
			return {...view, steps: view.steps.map(step => fresh(step))};
		}

		case 'run.stopping': {
			return {...view, stopping: event.reason};
		}

		case 'run.finished': {
			const {question: _question, ...rest} = view;
			return {...rest, finished: event.error ? {...event, error: cleanError(event.error)} : event};
		}
	}
}

/** A step of which nothing is known yet. */
function fresh({id, title, plane, needs, typicalSeconds}: StepInfo): StepView {
	return {id, title, plane, needs, typicalSeconds, state: 'waiting', findings: [], tail: []};
}

type StepEvent = Extract<RunEvent, {step: string}>;

function reduceStep(step: StepView, event: StepEvent): StepView {
	const time = Date.parse(event.time);
	switch (event.type) {
		case 'step.waiting': {
			return {...step, waitingFor: event.for};
		}

		case 'step.started': {
			const state = event.action === 'inspect' ? 'inspecting' : 'working';
			const again = step.seconds !== undefined; // what a run created may be removed in the same run
			const {retry: _retry, seconds: _seconds, error: _error, outcome: _outcome, ...rest} = step;
			const undone = event.action === 'remove' && step.action !== undefined && step.action !== 'remove';
			return {
				...rest,
				...(undone && {undone}),
				action: event.action,
				state,
				startedAt: again ? time : (step.startedAt ?? time),
				tail: again ? [] : step.tail,
			};
		}

		case 'step.inspected': {
			return {...step, state: 'inspected', evidence: cleanText(event.evidence), findings: event.findings};
		}

		case 'step.output': {
			const line = cleanLine(event.line);
			const {retry: _retry, ...rest} = step;
			const state = step.state === 'retrying' ? 'working' : step.state;
			return line ? {...rest, state, tail: [...step.tail, line].slice(-tailLength)} : step;
		}

		case 'step.retrying': {
			return {
				...step,
				state: 'retrying',
				retry: {attempt: event.attempt, cause: cleanText(event.cause), until: time + event.seconds * 1000},
			};
		}

		case 'step.finished': {
			return {...step, state: 'done', outcome: event.outcome, evidence: cleanText(event.evidence), seconds: event.seconds};
		}

		case 'step.failed': {
			return {...step, state: 'failed', error: cleanError(event.error), seconds: event.seconds};
		}

		case 'step.abandoned': {
			const seconds = step.startedAt === undefined ? {} : {seconds: step.seconds ?? (time - step.startedAt) / 1000};
			return {...step, ...seconds, state: 'abandoned', evidence: cleanText(event.cause)};
		}
	}
}

function cleanError(error: ErrorView): ErrorView {
	return {
		...error,
		cause: cleanText(error.cause),
		...(error.evidence && {evidence: error.evidence.flatMap(text => text.split('\n')).map(line => cleanLine(line))}),
	};
}
