import {shortPath} from '../environment/short-path.ts';
import type {RemovalSummary, Summary} from '../runner/events.ts';
import {formatSeconds} from '../terminal/duration.ts';
import type {ErrorView, Finished, RunView} from './model.ts';
import {planeTitles} from '../deployment/planes.ts';
import {budgetLines} from './budget-lines.ts';
import {field, marked, paragraph, valueColumns, type TextStyle} from '../terminal/fields.ts';
import type {Line} from '../terminal/spans.ts';
import {count} from '../terminal/text.ts';
import {wrapPieces} from '../terminal/wrap.ts';

export interface SummaryStyle extends TextStyle {
	/** Where the log of this run is, when there is one. */
	logFile?: string;
}

/** Lines of evidence that are shown; the log file has all. */
const mostEvidence = 6;

/** What stays on the screen after a run: the good end, or the cause and what to do. */
export function summaryLines(view: RunView, style: SummaryStyle): Line[] {
	const {finished} = view;
	if (!finished) {
		return [];
	}

	const good = finished.outcome === 'done';
	const body = good ? [...goodEnd(finished.summary, style), ...removalLines(finished.removal, style)] : badEnd(view, finished, style);
	const rehearsal = view.sandbox
		? paragraph(
				'Rehearsal: every server was a stand-in on this computer. Nothing real was changed, and nothing costs money.',
				'warning',
				style,
			)
		: [];
	return [
		...headline(view, finished, style),
		...rehearsal,
		[],
		...body,
		...field('Log file', style.logFile ? [shortPath(style.logFile)] : [], style, 'dim'),
	];
}

function headline(view: RunView, finished: Finished, style: SummaryStyle): Line[] {
	const {symbols} = style;
	const time = formatSeconds(finished.seconds);
	switch (finished.outcome) {
		case 'done': {
			const isNothing = view.steps.every(({outcome}) => outcome === 'kept' || outcome === 'skipped');
			const text = isNothing ? `${view.words.nothing}.` : `${view.words.done}, after ${time}.`;
			return marked(symbols.done, text, 'good', style);
		}

		case 'cancelled': {
			return marked(symbols.abandoned, `Stopped after ${time}.`, 'warning', style);
		}

		case 'failed': {
			const failed = view.steps.find(step => step.state === 'failed');
			return marked(
				symbols.failed,
				failed ? `${failed.title} failed, ${time} into the run.` : `The run failed after ${time}.`,
				'bad',
				style,
			);
		}
	}
}

function goodEnd(summary: Summary | undefined, style: SummaryStyle): Line[] {
	if (!summary) {
		return [];
	}

	const {dot} = style.symbols;
	return [
		...field('Owner', [summary.owner], style),
		...field(
			'Secrets',
			summary.secrets.map(({what, where}) => `${what}: ${where}`),
			style,
		),
		...budgetLines(summary, style),
		...field(
			'Took',
			wrapPieces(
				summary.planes.map(({plane, seconds}) => `${planeTitles[plane]} ${formatSeconds(seconds)}`),
				` ${dot} `,
				valueColumns(style),
			),
			style,
		),
		...field('Next', summary.next, style, 'bold'),
	];
}

/** What was removed, the proof that it is gone, and what is kept and why. */
function removalLines(removal: RemovalSummary | undefined, style: SummaryStyle): Line[] {
	if (!removal) {
		return [];
	}

	const {removed, kept, left} = removal;
	return [
		...field(
			'Removed',
			removed.map(({kind, name}) => `${kind} ${name}`),
			style,
		),
		...field('Left of ours', [`${left.length === 0 ? 'nothing' : left.length}, listed again in Azure and DNS`], style),
		...field(
			'Kept',
			kept.map(({kind, name, note}) => `${kind} ${name}${note ? `: ${note}` : ''}`),
			style,
		),
	];
}

function badEnd(view: RunView, finished: Finished, style: SummaryStyle): Line[] {
	const failed = view.steps.filter(step => step.error);
	const error: ErrorView | undefined = finished.error ?? failed[0]?.error;
	const evidence = error?.evidence?.filter(Boolean) ?? [];
	const others = failed.slice(1).map(step => `${step.title}: ${step.error?.cause ?? ''}`);
	const done = view.steps.filter(step => step.state === 'done').length;
	return [
		...field('Cause', error ? [error.cause] : [], style, 'bold'),
		...field('Also failed', others, style),
		...field('Evidence', evidence.slice(0, mostEvidence), style, 'dim'),
		...field('Done', [`${done} of ${count(view.steps.length, 'step')}`], style),
		...field('What is left', error?.outcome ? [error.outcome] : [], style),
		...field('Next', error?.next ? [error.next] : [], style, 'bold'),
		...field('See', error?.link ? [error.link] : [], style),
	];
}
