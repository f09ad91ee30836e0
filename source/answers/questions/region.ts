import type {Region} from '../answer-source.ts';
import {matchRegion} from '../checks/matching.ts';
import {defineQuestion} from '../question.ts';

export const region = defineQuestion('region', {
	kind: 'choice',
	part: 'Azure',
	title: 'Region',
	text: 'Which region?',
	hint: 'Choose one close to your users.',
	flag: 'region',
	placeholder: 'NAME',
	help: 'Azure region',
	variable: 'WASPER_REGION',
	fallback: 'eastus',
	needs: ['target', 'subscription'],
	asked: true,
	validate: async (text, {answered, cached}) => matchRegion(text, await cached.regions(answered.subscription.id)),
	typed: ({name}) => name,
	show: describeRegion,
});

/** `East US (eastus)` */
function describeRegion({title, name}: Pick<Region, 'title' | 'name'>): string {
	return title === name ? name : `${title} (${name})`;
}
