import type {MachinePlan, PlannedStep, Preview} from '../plan/plan.ts';
import {
	blockedNote,
	countActions,
	displayedAction,
	displayedActions,
	stepNotes,
	type DisplayedAction,
	type NoteStyle,
} from '../plan/plan-words.ts';
import {totalCost} from '../plan/plan-cost.ts';
import {billLines} from './bill.ts';
import {checkCount, checkNotes} from './check-lines.ts';
import {isNarrow} from '../terminal/columns.ts';
import {field, labelWidth, marked, paragraph, type TextStyle} from '../terminal/fields.ts';
import {planeTitles} from '../deployment/planes.ts';
import {span, type Line, type Tone} from '../terminal/spans.ts';
import {cleanText, count} from '../terminal/text.ts';
import {wrapPieces, wrapWords} from '../terminal/wrap.ts';

/** What the plan is of, and what one may do with it. */
export interface PlanSubject {
	domain: string;
	/** Where it is: `East US`, `eastus`, or `user@address`. */
	place: string;
	sandbox: boolean;
	overridden: ReadonlySet<string>;
	/** The next commands. */
	next: readonly string[];
}

const tones: Record<DisplayedAction, Tone> = {
	create: 'good',
	keep: 'dim',
	change: 'warning',
	replace: 'bad',
	remove: 'bad',
	unknown: 'warning',
	blocked: 'bad',
};

/** A plan on one screen: every step under its plane, then what there is to know of single ones, the price, the checks. */
export function planLines({plan, checks}: Preview, subject: PlanSubject, style: TextStyle): Line[] {
	const {steps, bill, budget, budgetCurrency, hash} = plan;
	const bought = [[], ...billLines(bill, {amount: budget, currency: budgetCurrency}, style)];
	return describe({title: `Plan ${hash}`, steps, checks, currency: bill.currency, bill: bought}, subject, style);
}

/** The same for a machine that exists already: nobody here pays for it, and such a plan is not saved. */
export function machinePlanLines({steps, checks}: MachinePlan, subject: PlanSubject, style: TextStyle): Line[] {
	return describe({title: 'Plan', steps, checks, currency: '', bill: []}, subject, style);
}

interface Described extends MachinePlan {
	title: string;
	currency: string;
	/** The lines of the bill. */
	bill: readonly Line[];
}

function describe({title, steps, checks, currency, bill}: Described, subject: PlanSubject, style: TextStyle): Line[] {
	const {symbols, columns} = style;
	const counts = countActions(steps).map(({action, phrase}) => {
		const sign = symbols.planned[action];
		// A sign that is a word would say it twice.
		return sign.endsWith(':') ? phrase : `${sign} ${phrase}`;
	});
	const areAllPassed = checks.length > 0 && checks.every(({state}) => state === 'passed');
	const passed = areAllPassed ? [`${symbols.done} all ${checks.length} checks passed`] : [];
	return [
		...wrapWords(`${title}: Wasper at ${subject.domain}, ${subject.place}`, columns - 1).map(line => [span(line, 'bold')]),
		...(subject.sandbox ? paragraph('Rehearsal: every server is a stand-in on this computer.', 'warning', style) : []),
		...wrapPieces([...counts, ...passed], '   ', columns - 3).map(line => [span(`  ${line}`)]),
		[],
		...Object.keys(planeTitles).flatMap(plane => planeLines(plane, steps, currency, style)),
		...notes(steps, {currency, arrow: symbols.arrow}).flatMap(note => noteLines(note, style)),
		...unseenLines(steps, style),
		...bill,
		...(checks.length > 0 && !areAllPassed ? checkCount(checks, style) : []),
		...checkNotes(checks, subject.overridden, style),
		...field('Next', subject.next, style, 'bold'),
	];
}

/** The steps of one plane, by what is done with them. */
function planeLines(plane: string, steps: readonly PlannedStep[], currency: string, style: TextStyle): Line[] {
	const own = steps.filter(step => step.plane === plane);
	const title = planeTitles[plane as keyof typeof planeTitles];
	const beside = !isNarrow(style.columns);
	const indent = beside ? labelWidth + 2 : 4;
	const lists = displayedActions.flatMap((action): Line[] => {
		const titles = own.filter(step => displayedAction(step) === action).map(step => named(step, currency));
		const sign = style.symbols.planned[action];
		return titles.length === 0
			? []
			: wrapWords(titles.join(', '), Math.min(style.columns, 120) - indent - sign.length - 2).map((line, index) => [
					span(`${index === 0 ? sign : ' '.repeat(sign.length)} ${line}`, tones[action]),
				]);
	});
	if (lists.length === 0) {
		return [];
	}

	return beside
		? lists.map((line, index) => [span(`  ${index === 0 ? title : ''}`.padEnd(indent), 'dim'), ...line])
		: [[span(`  ${title}`, 'dim')], ...lists.map(line => [span(' '.repeat(indent)), ...line])];
}

/** What is created has its price behind its name: `Data disk (19.71 USD)`. */
function named({action, title, findings}: PlannedStep, currency: string): string {
	const costDelta = totalCost(findings);
	return action === 'create' && costDelta !== undefined ? `${title} (${costDelta.toFixed(2)} ${currency})` : title;
}

interface Note {
	action: DisplayedAction;
	titles: string[];
	texts: string[];
	blocked: string[];
}

/** Notes on single steps; steps with the same notes are grouped. The price of what is created is shown beside its name. */
function notes(steps: readonly PlannedStep[], style: NoteStyle): Note[] {
	const found = new Map<string, Note>();
	for (const step of steps.filter(({action, awaits}) => action !== 'keep' && !awaits)) {
		const texts = stepNotes(step, {...style, withoutCost: step.action === 'create'});
		const {title} = step;
		const blocked = blockedNote(step);
		if (texts.length + blocked.length > 0) {
			const action = displayedAction(step);
			const key = JSON.stringify([action, texts, blocked]);
			const note = found.get(key) ?? {action, titles: [], texts, blocked};
			note.titles.push(title);
			found.set(key, note);
		}
	}

	return [...found.values()];
}

function noteLines({action, titles, texts, blocked}: Note, style: TextStyle): Line[] {
	return [
		[],
		...marked(`  ${style.symbols.planned[action]}`, titles.join(', '), tones[action], {...style, columns: style.columns - 2}),
		...texts.flatMap(text => inset(text, 'plain', style)),
		...blocked.flatMap(text => inset(text, 'bad', style)),
	];
}

/** What could not be inspected, in one sentence. */
function unseenLines(steps: readonly PlannedStep[], style: TextStyle): Line[] {
	const unseen = steps.filter(({action, awaits}) => action === 'unknown' && awaits);
	return unseen.length === 0
		? []
		: [
				[],
				...marked(
					`  ${style.symbols.planned.unknown}`,
					`${count(unseen.length, 'step')} can be inspected only once the others are right.`,
					tones.unknown,
					{...style, columns: style.columns - 2},
				),
			];
}

function inset(text: string, tone: Tone, {columns}: TextStyle): Line[] {
	return wrapWords(cleanText(text), Math.min(columns, 120) - 5).map(line => [span('    '), span(line, tone)]);
}
