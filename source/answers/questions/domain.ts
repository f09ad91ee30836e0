import {defineQuestion} from '../question.ts';

/** The list of public suffixes behind the check is large: it is loaded with the first name that is checked. */
const loadChecks = async () => import('../checks/domain.ts');

export const domain = defineQuestion('domain', {
	kind: 'text',
	part: 'DNS',
	title: 'Domain',
	text: 'Which domain should Wasper use?',
	hint: 'A name in one of your Cloudflare zones.',
	flag: 'domain',
	placeholder: 'NAME',
	help: 'Domain for Wasper, such as wasper.example.com',
	variable: 'WASPER_DOMAIN',
	needs: ['cloudflareToken'],
	asked: true,
	check: async text => (await loadChecks()).checkDomain(text),
	async validate(text, {answered}) {
		const {checkDomain, matchZone} = await loadChecks();
		const verdict = checkDomain(text);
		if (!verdict.ok) {
			return verdict;
		}
		const zone = matchZone(verdict.value, answered.cloudflareToken.zones);
		return zone.ok && verdict.note ? {...zone, note: [verdict.note, zone.note].filter(Boolean).join(' ')} : zone;
	},
	suggest: () => undefined,
	typed: ({name}) => name,
});
