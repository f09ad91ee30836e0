import type {SignInMethod} from '../../deployment/account.ts';
import type {TokenClaims} from './token-claims.ts';

/** What is known of a sign-in. */
export interface SessionFacts extends TokenClaims {
	method: SignInMethod;
	/** When the token that is kept now ends. */
	endsAt: Date;
}
