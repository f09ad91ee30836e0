import type {SignInMethod} from '../../deployment/account.ts';
import type {Check} from '../../plan/check.ts';
import type {SessionFacts} from '../../azure/account/session.ts';

/** Who renews the token when it ends in the middle of a run. */
const renewedBy: Record<SignInMethod, string> = {
	environment: 'the secret of the service principal',
	'azure-cli': 'the Azure CLI',
	browser: 'the session in memory',
	'device-code': 'the session in memory',
};

/**
 * Whether the sign-in lasts for a run of `seconds`. Only the Azure CLI may be unable to renew its token: whether its
 * session has ended shows when the token does. `asks`: somebody is there to sign in again; without, the run would stop.
 */
export function checkLifetime({method, endsAt, name}: SessionFacts, run: {seconds: number; asks: boolean}, now = new Date()): Check {
	const minutesLeft = Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 60_000));
	const lasts = endsAt.getTime() - now.getTime() > run.seconds * 1000;
	const check = {
		id: 'azure.sign-in',
		title: 'Sign-in lifetime',
		severity: run.asks ? ('note' as const) : ('should' as const),
		overridable: true,
		evidence: `token valid for ${minutesLeft} min, the run takes about ${Math.ceil(run.seconds / 60)}${name ? `; signed in as ${name}` : ''}`,
	};
	if (lasts || method !== 'azure-cli') {
		return {...check, state: 'passed', ...(!lasts && {evidence: `${check.evidence}; renewed by ${renewedBy[method]}`})};
	}

	return {
		...check,
		state: 'failed',
		cause: `The token of the Azure CLI ends before the run does; if its session has ended by then, ${
			run.asks ? 'you are asked to sign in again' : 'the run stops, and goes on when it is started again'
		}.`,
		fix: 'Run az login before you start, to be on the safe side.',
	};
}
