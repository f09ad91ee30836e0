import type {Readable, Writable} from 'node:stream';
import type {Question, RunEvent} from '../runner/events.ts';
import {askInLines} from './ask-lines.ts';
import {formatRemaining, formatSeconds} from '../terminal/duration.ts';
import {LineWriter} from '../terminal/line-writer.ts';
import {reduce, type RunView, type StepView} from './model.ts';
import {planeTitles} from '../deployment/planes.ts';
import type {Reporter} from './reporter.ts';
import {elapsedSeconds, isOver, isRunning, secondsLeft, shortList, stepSeconds} from './select.ts';
import {lineText} from '../terminal/spans.ts';
import {summaryLines, type SummaryStyle} from './summary.ts';
import {cleanLine, cleanText, count} from '../terminal/text.ts';
import {wrapLine} from '../terminal/wrap.ts';
import type {Wording} from '../terminal/wording.ts';

export interface PlainOptions {
	output: Writable;
	/** Where answers come from; without it nobody is asked. */
	input?: Readable;
	wording: Wording;
	summary: SummaryStyle;
	/** Columns between whose words longer lines are broken; without them a line is one line. */
	columns?: number;
	/** What was seen of the run already, when this face takes over from another. */
	view?: RunView;
}

const heartbeatSeconds = 30;

/** Append-only lines: for logs, pipes, dumb terminals and screen readers. Nothing once written is touched again. */
export class PlainReporter implements Reporter {
	readonly ask?: NonNullable<Reporter['ask']>;
	readonly #lines: LineWriter;
	#view: RunView | undefined;
	#heartbeat: NodeJS.Timeout | undefined;

	constructor(readonly options: PlainOptions) {
		this.#lines = new LineWriter(options.output);
		const {input, view} = options;
		if (view) {
			this.#view = view;
			this.#startHeartbeat();
		}

		if (input) {
			this.ask = async (question: Question, signal: AbortSignal) => askInLines(question, input, line => this.#write(line), signal);
		}
	}

	handle(event: RunEvent): void {
		const before = this.#view;
		this.#view = reduce(before, event);
		if (event.type === 'run.started') {
			this.#startHeartbeat();
		} else if (event.type === 'run.finished') {
			clearInterval(this.#heartbeat);
		}

		if (this.#view) {
			for (const line of this.#linesOf(event, this.#view)) {
				this.#write(line);
			}
		}
	}

	notice(sentence: string): void {
		this.#write(sentence);
	}

	async close(): Promise<void> {
		clearInterval(this.#heartbeat);
		await this.#lines.flush();
	}

	#write(line: string): void {
		const {columns = Infinity} = this.options;
		const [first = '', ...rest] = line.length < columns ? [line] : wrapLine(line, columns - 3);
		for (const part of [first, ...rest.map(words => `  ${words}`)]) {
			this.#lines.write(part);
		}
	}

	#linesOf(event: RunEvent, view: RunView): string[] {
		const {wording, summary} = this.options;
		const step = 'step' in event ? view.steps.find(({id}) => id === event.step) : undefined;
		const name = step ? `${planeTitles[step.plane]}, ${step.title}` : '';
		switch (event.type) {
			case 'run.started': {
				const steps = event.steps.length > 0 ? `: ${count(event.steps.length, 'step')}` : '';
				return [`${event.words.doing}${steps}.`, ...(event.sandbox ? [event.words.rehearsal] : [])];
			}

			case 'step.started': {
				return event.action === 'inspect' ? [] : [`${wording.started} ${name}`];
			}

			// What is absent is simply created.
			case 'step.inspected': {
				return event.findings
					.filter(({state}) => state !== 'absent')
					.map(({cause, evidence}) => `${wording.output} ${step?.title ?? event.step}: ${cleanText(cause ?? evidence)}`);
			}

			case 'step.output': {
				const line = cleanLine(event.line);
				return line ? [`${wording.output} ${step?.title ?? event.step}: ${line}`] : [];
			}

			case 'step.retrying': {
				return [`${wording.retrying} ${name}, in ${formatSeconds(event.seconds)} (attempt ${event.attempt}): ${cleanText(event.cause)}`];
			}

			case 'step.finished': {
				const instant =
					event.outcome === 'kept'
						? 'already right'
						: event.outcome === 'skipped'
							? 'skipped'
							: event.outcome === 'left'
								? 'not right, and left as it is'
								: undefined;
				const how = instant ?? `${event.outcome} in ${formatSeconds(event.seconds)}`;
				return [`${wording.done} ${name}: ${how}${event.evidence ? ` (${cleanText(event.evidence)})` : ''}`];
			}

			case 'step.failed': {
				return [`${wording.failed} ${name}, after ${formatSeconds(event.seconds)}: ${cleanText(event.error.cause)}`];
			}

			case 'step.abandoned': {
				return [`${wording.abandoned} ${name}: ${cleanText(event.cause)}`];
			}

			case 'question.asked': {
				return this.ask ? [] : [`${wording.question} ${event.question.text}`];
			}

			case 'question.answered': {
				return [`${wording.question} answered: ${event.answer}`];
			}

			case 'run.changed':
			case 'run.stopping': {
				return [event.reason];
			}

			case 'run.finished': {
				return ['', ...summaryLines(view, summary).map(line => lineText(line))];
			}

			// Printed before the run, while it can still be declined.
			case 'preflight.checked':
			case 'removal.planned':
			case 'debug.request':
			case 'debug.command':
			case 'debug.error':
			case 'operation.started':
			case 'operation.output':
			case 'operation.finished':
			case 'step.waiting': {
				return [];
			}
		}
	}

	#startHeartbeat(): void {
		this.#heartbeat ??= setInterval(() => this.#beat(), heartbeatSeconds * 1000).unref();
	}

	/** Says that the run is alive, what it does and what it waits for. */
	#beat(): void {
		const view = this.#view;
		if (view) {
			this.#write(heartbeatLine(view, Date.now()));
		}
	}
}

/** `After 1 min 30 s: Machine (58 s) under way, 14 steps wait; about 4 min left.` */
export function heartbeatLine(view: RunView, now: number): string {
	const running = view.steps.filter(step => isRunning(step));
	const waiting = view.steps.filter(step => !isRunning(step) && !isOver(step));
	const doing = running.map((step: StepView) => `${step.title} (${formatSeconds(stepSeconds(step, now))})`);
	const parts = [
		doing.length > 0 ? `${shortList(doing, 4)} under way` : 'nothing under way',
		...(waiting.length > 0 ? [`${count(waiting.length, 'step')} to come`] : []),
	];
	const question = view.question ? ` Waiting for an answer: ${view.question.text}` : '';
	return `After ${formatSeconds(elapsedSeconds(view, now))}: ${parts.join(', ')}; ${formatRemaining(secondsLeft(view, now))}.${question}`;
}
