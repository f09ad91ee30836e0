import {sortChecks, stateCounts, weigh} from '../plan/check-words.ts';
import type {Check} from '../plan/check.ts';
import {field, type TextStyle} from '../terminal/fields.ts';
import type {Line} from '../terminal/spans.ts';
import {cleanText} from '../terminal/text.ts';

/** How many checks passed, failed and could not be checked. */
export function checkCount(checks: readonly Check[], style: TextStyle): Line[] {
	return field('Checks', [stateCounts(checks)], style);
}

/** What there is to know of each check that did not pass, heaviest first, with what can be done about it. */
export function checkNotes(checks: readonly Check[], overridden: ReadonlySet<string>, style: TextStyle): Line[] {
	const told = checks.filter(({state}) => state !== 'passed');
	return sortChecks(told, overridden).flatMap(check => {
		const {id, cause, evidence, fix} = check;
		const weight = weigh(check, overridden);
		const lines = [`${id}: ${cause ?? evidence}`, ...(fix === undefined ? [] : [fix])];
		return field(
			weight.charAt(0).toUpperCase() + weight.slice(1),
			lines.map(text => cleanText(text)),
			style,
			weight === 'stops' ? 'bad' : 'plain',
		);
	});
}
