import type {QuestionKey} from '../answers/questions.ts';
import {money} from '../answers/monthly.ts';
import type {Review, ReviewLine} from '../answers/review.ts';
import type {Check} from '../plan/check.ts';
import {sortChecks, weigh, type CheckWeight} from '../plan/check-words.ts';
import {priceDate} from '../deployment/billing/prices.ts';
import {planeTitles} from '../deployment/planes.ts';
import type {PlannedStep} from '../plan/plan.ts';
import {blockedNote, displayedAction, actionWord, stepNotes, type DisplayedAction} from '../plan/plan-words.ts';
import {isNarrow} from '../terminal/columns.ts';
import {cutText} from '../terminal/text.ts';
import type {Span, Tone} from '../terminal/spans.ts';
import type {Symbols} from '../terminal/symbols.ts';
import {wrapWords} from '../terminal/wrap.ts';

/** One row of a page of the review. */
export interface PageRow {
	key: string;
	pieces: readonly Span[];
	/** The cursor stops here; `edit` and `override` say what can be done. */
	stop?: {edit?: QuestionKey; override?: string};
}

// Less than this of an evidence says nothing.
const narrowest = 20;

const row = (key: string, text: string, tone: Tone = 'plain'): PageRow => ({key, pieces: [{text, tone}]});

/** Everything that will be created, with its price; sections are separated where there is room for it. */
export function answerRows({sections, bill}: Review, width: number, room: number): PageRow[] {
	const titleWidth = Math.max(...sections.flatMap(({lines}) => lines.map(({title}) => title.length)));
	const parts = sections.map(({title, lines}) => [
		row(title, title, 'bold'),
		...lines.flatMap(line => answerLines(line, titleWidth, width)),
	]);
	const isLoose = parts.flat().length + parts.length - 1 <= room;
	const rows = parts.flatMap((part, index) => [...(isLoose && index > 0 ? [row(`before ${index}`, ' ')] : []), ...part]);
	// Beneath the rows of a narrow window there is no room for it.
	const age = bill && bill.source !== 'live' && isNarrow(width) ? inset('prices', priceDate(bill.source), width) : [];
	return [...rows, ...age];
}

const priceWidth = 8;

/** One line where it fits; else what it is and costs, and beneath it the text: nothing is cut. */
function answerLines({title, text, question, saves, monthly = saves && -saves}: ReviewLine, titleWidth: number, width: number): PageRow[] {
	const price = monthly === undefined ? '' : ` ${money(monthly ?? undefined).padStart(priceWidth)}`;
	const textWidth = Math.max(4, width - titleWidth - 4 - price.length);
	const fits = text.length <= textWidth;
	const key = `${title} ${text}`;
	return [
		{
			key,
			pieces: [
				// What has a stop is indented by the cursor's place.
				{text: `${question ? '' : '  '}${title.padEnd(titleWidth)}`, tone: question ? 'plain' : 'dim'},
				{text: `  ${(fits ? text : '').padEnd(textWidth)}${price}`, tone: 'plain'},
			],
			...(question && {stop: {edit: question}}),
		},
		...(fits ? [] : inset(key, text, width, 'plain')),
	];
}

const actionTones: Record<DisplayedAction, Tone> = {
	create: 'good',
	keep: 'dim',
	change: 'warning',
	replace: 'bad',
	remove: 'bad',
	unknown: 'warning',
	blocked: 'bad',
};

export interface PlanStyle {
	width: number;
	/** Of every price. */
	currency: string;
	symbols: Symbols;
}

/** Every step under its plane: what becomes of it, and beneath it what differs and what that costs. */
export function planRows(steps: readonly PlannedStep[], style: PlanStyle): PageRow[] {
	const titleWidth = Math.max(0, ...steps.map(({title}) => title.length));
	return Object.entries(planeTitles).flatMap(([plane, title]) => {
		const own = steps.filter(step => step.plane === plane);
		return own.length === 0 ? [] : [row(plane, title, 'bold'), ...own.flatMap(step => stepRows(step, titleWidth, style))];
	});
}

function stepRows(step: PlannedStep, titleWidth: number, {width, currency, symbols}: PlanStyle): PageRow[] {
	const action = displayedAction(step);
	const seen = step.action === 'create' ? '' : step.evidence;
	const titleTone = step.action === 'keep' ? 'dim' : 'plain';
	const evidenceWidth = width - titleWidth - 16;
	const isWide = evidenceWidth > 8;
	// In a narrow window the action comes before the name only where both fit.
	const word = `${actionWord(action)} `.padEnd(isWide ? 10 : 7);
	const isBeside = isWide || word.length + step.title.length + 4 <= width;
	const notes = step.action === 'keep' ? [] : [...stepNotes(step, {currency}), ...blockedNote(step)];
	return [
		{
			key: step.step,
			pieces: [
				{text: `${symbols.planned[action]} ${isBeside ? word : ''}`, tone: actionTones[action]},
				{text: isWide ? step.title.padEnd(titleWidth) : step.title, tone: titleTone},
				...(isWide ? [{text: `  ${cutText(seen, evidenceWidth, symbols.ellipsis)}`, tone: 'dim' as const}] : []),
			],
			stop: {},
		},
		...[...(isBeside ? [] : [actionWord(action)]), ...notes].flatMap((note, index) => inset(`${step.step} ${index}`, note, width)),
	];
}

const weights: Record<CheckWeight, {sign: (symbols: Symbols) => string; tone: Tone}> = {
	stops: {sign: ({failed}) => failed, tone: 'bad'},
	overridden: {sign: () => '!', tone: 'warning'},
	warning: {sign: () => '!', tone: 'warning'},
	note: {sign: ({note}) => note, tone: 'plain'},
	'not known': {sign: () => '?', tone: 'dim'},
	passed: {sign: ({done}) => done, tone: 'good'},
};

/** Every check, heaviest first: what is wrong, what can be done, and whether it can be overridden. */
export function checkRows(checks: readonly Check[], overridden: ReadonlySet<string>, width: number, symbols: Symbols): PageRow[] {
	const titleWidth = Math.max(0, ...checks.filter(({state}) => state === 'passed').map(({title}) => title.length));
	const evidenceWidth = width - titleWidth - 6;
	return sortChecks(checks, overridden).flatMap(check => {
		const weight = weigh(check, overridden);
		const {sign, tone} = weights[weight];
		const {id, title, evidence, cause, fix, link, overridable} = check;
		const isOpen = weight !== 'passed';
		const canOverride = overridable && (weight === 'stops' || weight === 'overridden');
		const head = `${sign(symbols)} ${isOpen ? `${weight.padEnd(10)} ` : ''}`;
		const name = canOverride ? `${id}, Space ${weight === 'overridden' ? 'takes it back' : 'overrides it'}` : id;
		// Its name is what --override takes: it is never cut.
		const isBeside = head.length + title.length + name.length + 4 <= width;
		const seen = evidenceWidth < narrowest ? undefined : cutText(evidence, evidenceWidth, symbols.ellipsis);
		const beside = isOpen ? (isBeside ? name : undefined) : seen;
		const notes = [isBeside ? undefined : name, cause ?? evidence, fix, link].filter(text => text !== undefined);
		return [
			{
				key: id,
				pieces: [
					{text: head, tone},
					{text: isOpen ? title : title.padEnd(titleWidth), tone: isOpen ? 'plain' : 'dim'},
					...(beside === undefined ? [] : [{text: `  ${beside}`, tone: 'dim' as const}]),
				],
				stop: canOverride ? {override: id} : {},
			} satisfies PageRow,
			...(isOpen ? notes.flatMap((note, index) => inset(`${id} ${index}`, note, width)) : []),
		];
	});
}

function inset(key: string, text: string, width: number, tone: Tone = 'dim'): PageRow[] {
	// A command or a link that is longer than a line goes on in the next one: cut, nobody could use it.
	const lines = wrapWords(text, width - 6).flatMap(line => pieces(line, width - 6));
	return lines.map((line, index) => row(`${key} ${index}`, `    ${line}`, tone));
}

/** A text in pieces of at most `width` characters. */
function pieces(text: string, width: number): string[] {
	const size = Math.max(1, width);
	return Array.from({length: Math.max(1, Math.ceil(text.length / size))}, (_, index) => text.slice(index * size, (index + 1) * size));
}
