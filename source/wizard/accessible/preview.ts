import type {Check} from '../../plan/check.ts';
import {checkCounts, sortChecks, stateCounts, weigh} from '../../plan/check-words.ts';
import type {PlannedStep} from '../../plan/plan.ts';
import {blockedNote, displayedAction, actionWord, planCounts, stepNotes} from '../../plan/plan-words.ts';

/** The plan for a screen reader: how many of each action, then every step that is more than created or kept. */
export function planSentences(steps: readonly PlannedStep[], currency: string): string[] {
	const notable = steps.filter(step => step.action !== 'keep' && (step.action !== 'create' || stepNotes(step, {currency}).length > 0));
	return steps.length === 0
		? []
		: [`Plan: ${planCounts(steps)}. Type plan to hear every step.`, ...notable.map(step => stepSentence(step, currency))];
}

/** One step with all that there is to know of it. */
export function stepSentence(step: PlannedStep, currency: string): string {
	return [
		`${step.title}: ${actionWord(displayedAction(step))}.`,
		...[...stepNotes(step, {currency}), ...blockedNote(step)].map(note => asSentence(note)),
	].join(' ');
}

/** The checks for a screen reader: how many passed, then all others, heaviest first. */
export function checkSentences(checks: readonly Check[], overridden: ReadonlySet<string>): string[] {
	if (checks.length === 0) {
		return [];
	}

	const told = sortChecks(checks, overridden).filter(({state}) => state !== 'passed');
	const counts = checkCounts(checks, overridden);
	return [
		`Checks: ${stateCounts(checks)}${counts ? `; ${counts}` : ''}.`,
		...told.map(check => {
			const weight = weigh(check, overridden);
			const can = check.overridable && weight === 'stops' ? [`Type override ${check.id} to go on in spite of it.`] : [];
			const texts = [`${check.title}, ${weight}`, check.cause ?? check.evidence, check.fix, check.link].filter(text => text !== undefined);
			return [...texts.map(text => asSentence(text)), ...can].join(' ');
		}),
	];
}

function asSentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
