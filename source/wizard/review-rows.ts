import {wrapWords} from '../answers/wrap.ts';
import type {QuestionKey} from '../answers/questions.ts';
import {money} from '../answers/monthly.ts';
import type {Review, ReviewLine} from '../answers/review.ts';
import type {Check} from '../deployment/check.ts';
import {sortChecks, weigh, type CheckWeight} from '../deployment/check-words.ts';
import {planeTitles} from '../deployment/planes.ts';
import type {PlannedStep} from '../deployment/plan.ts';
import {blockedNote, fateOf, fateWord, stepNotes, type Fate} from '../deployment/plan-words.ts';
import {cut} from './layout.ts';
import type {Symbols} from './theme.ts';

export type Tone = 'plain' | 'dim' | 'bold' | 'good' | 'warning' | 'bad';

/** One row of a page of the review. */
export interface PageRow {
	key: string;
	pieces: ReadonlyArray<{text: string; tone: Tone}>;
	/** The cursor stops here; `edit` and `override` say what can be done. */
	stop?: {edit?: QuestionKey; override?: string};
}

const row = (key: string, text: string, tone: Tone = 'plain'): PageRow => ({key, pieces: [{text, tone}]});

/** Everything that will be made, with its price; sections stand apart where there is room for it. */
export function answerRows({sections}: Review, width: number, room: number): PageRow[] {
	const lines = sections.flatMap(section => section.lines);
	const titleWidth = Math.max(...lines.map(({title}) => title.length));
	const isLoose = lines.length + 2 * sections.length - 1 <= room;
	return sections.flatMap(({title, lines: inside}, index) => [
		...(isLoose && index > 0 ? [row(`before ${title}`, ' ')] : []),
		row(title, title, 'bold'),
		...inside.map(line => answerRow(line, titleWidth, width)),
	]);
}

const priceWidth = 8;

function answerRow({title, text, question, saves, monthly = saves && -saves}: ReviewLine, titleWidth: number, width: number): PageRow {
	const textWidth = Math.max(4, width - titleWidth - 4 - (monthly === undefined ? 0 : priceWidth + 1));
	const price = monthly === undefined ? '' : ` ${money(monthly ?? undefined).padStart(priceWidth)}`;
	return {
		key: `${title} ${text}`,
		pieces: [
			// What has a stop is indented by the cursor's place.
			{text: `${question ? '' : '  '}${title.padEnd(titleWidth)}`, tone: question ? 'plain' : 'dim'},
			{text: `  ${cut(text, textWidth).padEnd(textWidth)}${price}`, tone: 'plain'},
		],
		...(question && {stop: {edit: question}}),
	};
}

const signs: Record<Fate, {sign: string; tone: Tone}> = {
	create: {sign: '+', tone: 'good'},
	keep: {sign: '=', tone: 'dim'},
	change: {sign: '~', tone: 'warning'},
	replace: {sign: '!', tone: 'bad'},
	remove: {sign: '-', tone: 'bad'},
	unknown: {sign: '?', tone: 'warning'},
	blocked: {sign: 'x', tone: 'bad'},
};

/** Every step under its plane: what becomes of it, and beneath it what differs and what that costs. */
export function planRows(steps: readonly PlannedStep[], width: number): PageRow[] {
	const titleWidth = Math.max(0, ...steps.map(({title}) => title.length));
	return Object.entries(planeTitles).flatMap(([plane, title]) => {
		const own = steps.filter(step => step.plane === plane);
		return own.length === 0 ? [] : [row(plane, title, 'bold'), ...own.flatMap(step => stepRows(step, titleWidth, width))];
	});
}

function stepRows(step: PlannedStep, titleWidth: number, width: number): PageRow[] {
	const fate = fateOf(step);
	const {sign, tone} = signs[fate];
	const seen = step.action === 'create' ? '' : step.evidence;
	const evidenceWidth = width - titleWidth - 16;
	return [
		{
			key: step.step,
			pieces: [
				{text: `${sign} ${fateWord(fate).padEnd(10)}`, tone},
				{text: step.title.padEnd(titleWidth), tone: step.action === 'keep' ? 'dim' : 'plain'},
				...(evidenceWidth > 8 ? [{text: `  ${cut(seen, evidenceWidth)}`, tone: 'dim' as const}] : []),
			],
			stop: {},
		},
		...(step.action === 'keep'
			? []
			: [...stepNotes(step), ...blockedNote(step)].flatMap((note, index) => inset(`${step.step} ${index}`, note, width))),
	];
}

const weights: Record<CheckWeight, {sign: (symbols: Symbols) => string; tone: Tone}> = {
	stops: {sign: ({problem}) => problem, tone: 'bad'},
	overridden: {sign: () => '!', tone: 'warning'},
	warning: {sign: () => '!', tone: 'warning'},
	note: {sign: ({note}) => note, tone: 'plain'},
	'not known': {sign: () => '?', tone: 'dim'},
	passed: {sign: ({done}) => done, tone: 'good'},
};

/** Every check, heaviest first: what is wrong, what can be done, and whether it can be overridden. */
export function checkRows(checks: readonly Check[], overridden: ReadonlySet<string>, width: number, symbols: Symbols): PageRow[] {
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
		const notes = [isBeside ? undefined : name, cause ?? evidence, fix, link].filter(text => text !== undefined);
		return [
			{
				key: id,
				pieces: [
					{text: head, tone},
					{text: title, tone: isOpen ? 'plain' : 'dim'},
					...(isOpen && !isBeside ? [] : [{text: `  ${isOpen ? name : evidence}`, tone: 'dim' as const}]),
				],
				stop: canOverride ? {override: id} : {},
			} satisfies PageRow,
			...(isOpen ? notes.flatMap((note, index) => inset(`${id} ${index}`, note, width)) : []),
		];
	});
}

function inset(key: string, text: string, width: number): PageRow[] {
	// A command or a link that is longer than a line goes on in the next one: cut, nobody could use it.
	const lines = wrapWords(text, width - 6).flatMap(line => pieces(line, width - 6));
	return lines.map((line, index) => row(`${key} ${index}`, `    ${line}`, 'dim'));
}

/** A text in pieces of at most `width` characters. */
function pieces(text: string, width: number): string[] {
	const size = Math.max(1, width);
	return Array.from({length: Math.max(1, Math.ceil(text.length / size))}, (_, index) => text.slice(index * size, (index + 1) * size));
}
