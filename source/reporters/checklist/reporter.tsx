import type {WriteStream} from 'node:tty';
import {render, type Instance} from 'ink';
import type {ReactElement} from 'react';
import type {Question, RunEvent} from '../../runner/events.ts';
import {reduce} from '../model.ts';
import {PlainReporter} from '../plain.ts';
import type {Reporter} from '../reporter.ts';
import {span, type Line} from '../../terminal/spans.ts';
import type {Symbols} from '../../terminal/symbols.ts';
import {signs} from '../../terminal/wording.ts';
import {Boundary} from './boundary.tsx';
import {Checklist} from './checklist.tsx';
import {addedRows, wrapsOnResize} from './reflow.ts';
import {settledLines} from './settled.ts';
import {ChecklistStore} from './store.ts';
import {chooseTheme} from '../../terminal/theme.ts';

export interface ChecklistOptions {
	output: WriteStream;
	input: NodeJS.ReadStream;
	environment: NodeJS.ProcessEnv;
	symbols: Symbols;
	logFile?: string;
	/** What Ctrl+C does while no question is open. */
	interrupt: () => void;
}

/** Nothing live is drawn until the window has kept its size for so long: while it is pulled, the terminal is ahead of what we hear of it. */
const quietMilliseconds = 100;

/** The live checklist. The only place that starts and ends its Ink app. */
export class ChecklistReporter implements Reporter {
	readonly ask?: NonNullable<Reporter['ask']>;
	readonly #store: ChecklistStore;
	readonly #app: Instance;
	readonly #clock: NodeJS.Timeout;
	#settling: NodeJS.Timeout | undefined;
	/** The live part as it was drawn last. */
	#live: readonly Line[] = [];
	/** Takes over when the checklist can't be drawn. */
	#spare: PlainReporter | undefined;

	constructor(readonly options: ChecklistOptions) {
		const {output, input} = options;
		this.#store = new ChecklistStore(output.columns, output.rows);
		if (input.isTTY) {
			this.ask = async (question, signal) => this.#ask(question, signal);
		}

		// Before Ink's own listener: the frame must fit the new window when Ink draws it again.
		output.on('resize', this.#resized);
		this.#app = render(this.#tree(), {stdout: output, stdin: input, exitOnCtrlC: false, interactive: true, incrementalRendering: true});
		this.#clock = setInterval(() => this.#store.change({}), 1000).unref();
	}

	handle(event: RunEvent): void {
		if (this.#spare) {
			this.#spare.handle(event);
			return;
		}

		const {view: before, settled} = this.#store.snapshot();
		const view = reduce(before, event);
		if (!view) {
			return;
		}

		const {output, symbols, logFile} = this.options;
		const style = {columns: output.columns, symbols, now: Date.now(), turn: 0};
		try {
			this.#store.change({view, settled: [...settled, ...settledLines(before, view, event, style, logFile)]});
		} catch {
			this.#store.change({view});
			this.#giveUp();
		}
	}

	notice(sentence: string): void {
		if (this.#spare) {
			this.#spare.notice(sentence);
			return;
		}

		this.#store.change({settled: [...this.#store.snapshot().settled, [span(sentence, 'warning')]]});
	}

	async close(): Promise<void> {
		await this.#end();
		await this.#spare?.close();
	}

	#tree(): ReactElement {
		const {environment, symbols, interrupt} = this.options;
		const onFrame = (lines: readonly Line[]) => {
			this.#live = lines;
		};

		return (
			<Boundary onError={() => setImmediate(() => this.#giveUp())}>
				<Checklist store={this.#store} theme={chooseTheme(environment)} symbols={symbols} interrupt={interrupt} onFrame={onFrame} />
			</Boundary>
		);
	}

	async #ask(question: Question, signal: AbortSignal): Promise<string> {
		if (this.#spare?.ask) {
			return this.#spare.ask(question, signal);
		}

		signal.throwIfAborted();
		const {promise, resolve, reject} = Promise.withResolvers<string>();
		const fallback = question.choices.findIndex(({value}) => value === question.fallback);
		const asked = {question, chosen: Math.max(0, fallback), answer: resolve};
		const aborted = () => reject(signal.reason as Error);
		signal.addEventListener('abort', aborted);
		this.#store.change({asked: [...this.#store.snapshot().asked, asked]});
		try {
			return await promise;
		} finally {
			signal.removeEventListener('abort', aborted);
			this.#store.change({asked: this.#store.snapshot().asked.filter(({answer}) => answer !== resolve)});
		}
	}

	/** A fault in the drawing must not end the run: plain lines take over, and open questions are asked there. */
	#giveUp(): void {
		if (this.#spare) {
			return;
		}

		const {output, input, symbols, logFile} = this.options;
		const {view, asked} = this.#store.snapshot();
		const summary = {columns: output.columns, symbols, ...(logFile && {logFile})};
		const spare = new PlainReporter({
			output,
			wording: signs(symbols),
			columns: output.columns,
			summary,
			...(input.isTTY && {input}),
			...(view && {view}),
		});
		this.#spare = spare;
		void this.#end().then(() => {
			spare.notice('The checklist could not be drawn; the run goes on in plain lines.');
			for (const {question, answer} of asked) {
				void spare.ask?.(question, new AbortController().signal).then(answer);
			}
		});
	}

	async #end(): Promise<void> {
		clearInterval(this.#clock);
		clearTimeout(this.#settling);
		this.options.output.off('resize', this.#resized);
		await this.#app.waitUntilRenderFlush();
		this.#app.unmount();
		await this.#app.waitUntilExit();
	}

	readonly #resized = (): void => {
		const {output, environment} = this.options;
		const {columns, rows} = output;
		if (columns < this.#store.snapshot().columns && wrapsOnResize(environment)) {
			// Ink erases as many rows as it wrote; the terminal has made more of them.
			output.write('\u001B[2K\u001B[1A'.repeat(addedRows(this.#live, columns)));
		}

		this.#app.clear();
		this.#store.change({columns, rows, resizing: true});
		// A new tree, so that React draws at once and not after Ink has drawn the old size again.
		this.#app.rerender(this.#tree());
		clearTimeout(this.#settling);
		this.#settling = setTimeout(() => this.#store.change({resizing: false}), quietMilliseconds);
	};
}
