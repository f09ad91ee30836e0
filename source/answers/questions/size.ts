import {matchSize} from '../checks/matching.ts';
import {defineQuestion} from '../question.ts';

export const size = defineQuestion('size', {
	kind: 'choice',
	part: 'Azure',
	title: 'VM size',
	text: 'Which VM size?',
	hint: 'Prices are for the VM alone: pay as you go, 730 hours a month.',
	flag: 'size',
	placeholder: 'NAME',
	help: 'VM size, at least 2 vCPU and 8 GiB',
	variable: 'WASPER_SIZE',
	fallback: 'best available',
	needs: ['target', 'subscription', 'region'],
	asked: true,
	async validate(text, {answered, cached}) {
		const {name} = answered.region;
		return matchSize(text, await cached.sizes(answered.subscription.id, name), name);
	},
	async suggest({answered, cached}) {
		const sizes = await cached.sizes(answered.subscription.id, answered.region.name);
		const best = sizes.find(({unavailable}) => unavailable === undefined);
		return best && {text: best.name};
	},
	typed: ({name}) => name,
	show: ({name, vCpus, memoryGiB}) => `${name}, ${vCpus} vCPU, ${memoryGiB} GiB`,
});
