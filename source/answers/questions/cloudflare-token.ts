import {Secret} from '../../deployment/secret.ts';
import {right, wrong} from '../answers.ts';
import {checkToken} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const cloudflareToken = defineQuestion('cloudflareToken', {
	kind: 'secret',
	part: 'DNS',
	title: 'Cloudflare token',
	text: 'Paste a Cloudflare API token.',
	hint: 'It sets the DNS record: permissions Zone Read and DNS Edit.',
	flag: 'cloudflare-token-file',
	placeholder: 'FILE',
	help: 'File that holds the Cloudflare API token',
	variable: 'CLOUDFLARE_API_TOKEN',
	needs: ['target'],
	asked: true,
	busy: 'Asking Cloudflare which zones the token sees',
	check: checkToken,
	async validate(text, {cached}) {
		const verdict = checkToken(text);
		if (!verdict.ok) {
			return verdict;
		}
		const token = new Secret(verdict.value);
		const zones = await cached.zones(token);
		return zones.length > 0
			? right({token, zones})
			: wrong('The token is valid but has access to no zone. Give it Zone Read and DNS Edit for the zone of your domain.');
	},
	suggest({cached}) {
		const token = cached.source.brings?.cloudflareToken;
		return token && {text: token.reveal()};
	},
});
