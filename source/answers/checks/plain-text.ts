import type {Settled} from '../answers.ts';
import type {QuestionKey} from '../questions.ts';

/** A settled answer as one would type it again; empty for a secret or an answer that is not there. */
export function plainText(key: QuestionKey, settled: Settled): string {
	switch (key) {
		case 'subscription':
			return settled.subscription?.id ?? '';
		case 'region':
			return settled.region?.name ?? '';
		case 'size':
			return settled.size?.name ?? '';
		case 'domain':
			return settled.domain?.name ?? '';
		case 'sshKey':
			return settled.sshKey?.path ?? '';
		case 'budget':
			return settled.budget === undefined ? '' : String(settled.budget);
		case 'cloudflareToken':
		case 'ownerPassword':
			return '';
		case 'target':
		case 'signIn':
		case 'sshFrom':
		case 'ownerEmail':
		case 'ownerName':
		case 'certificateContact':
		case 'currency':
		case 'osDisk':
		case 'ubuntu':
		case 'release':
		case 'resourceGroup':
			return settled[key] ?? '';
	}
}
