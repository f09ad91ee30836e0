import type {AccessToken, GetTokenOptions, TokenCredential} from '@azure/core-auth';

/** Milliseconds before its end from which on a token is renewed, and from which on it can't be used. */
const renewalMargin = 120_000;
const usableMargin = 10_000;

export interface TokenSource {
	/** A new token without asking anybody; `fresh` when Azure refused the last one. Throws what the SDK throws. */
	fetch(options: {claims?: string | undefined; fresh: boolean}): Promise<AccessToken>;
	/** Has the operator sign in again because of `error`; false when nobody does. `generation` is that of the failed attempt. */
	renew(error: unknown, generation: number): Promise<boolean>;
	/** Counts how often the operator has signed in again. */
	readonly generation: number;
}

/**
 * The token of one tenant, for all clients of the SDK. They keep tokens themselves, each its own, until they believe
 * them expired; so each token is reported as expiring now, and they ask here before each request.
 */
export class CachedToken implements TokenCredential {
	readonly #source: TokenSource;
	#token: AccessToken | undefined;
	#fetching: Promise<AccessToken> | undefined;
	#refused = false;

	constructor(source: TokenSource) {
		this.#source = source;
	}

	/** The token that is kept now, if any. */
	get kept(): AccessToken | undefined {
		return this.#token;
	}

	async getToken(_scopes: string | string[], {claims, abortSignal}: GetTokenOptions = {}): Promise<AccessToken> {
		for (let wanted = claims; ; wanted = undefined) {
			const {generation} = this.#source;
			try {
				const token = await this.#current(wanted);
				return {...token, expiresOnTimestamp: Date.now()};
			} catch (error) {
				// A new sign-in has met Azure's claims; the Azure CLI can't even pass claims on.
				if (abortSignal?.aborted || !(await this.#source.renew(error, generation))) {
					throw error;
				}
			}
		}
	}

	/** Azure refused `token`: it is not used again. */
	refuse(token: string): void {
		if (this.#token?.token === token) {
			this.#token = undefined;
			this.#refused = true;
		}
	}

	/** After a new sign-in: the cached token is replaced by `token`. */
	replace(token?: AccessToken): void {
		this.#token = token;
		this.#refused = false;
	}

	/** Azure refused even a fresh token, for `reason`; whether the operator signed in again since. */
	async renew(reason: unknown, generation: number): Promise<boolean> {
		return this.#source.renew(reason, generation);
	}

	get generation(): number {
		return this.#source.generation;
	}

	async #current(claims: string | undefined): Promise<AccessToken> {
		const token = this.#token;
		const left = token && !claims ? token.expiresOnTimestamp - Date.now() : 0;
		if (token && left > renewalMargin) {
			return token;
		}

		this.#fetching ??= this.#fetch(claims).finally(() => {
			this.#fetching = undefined;
		});
		try {
			return await this.#fetching;
		} catch (error) {
			if (token && left > usableMargin) {
				return token;
			}

			throw error;
		}
	}

	async #fetch(claims: string | undefined): Promise<AccessToken> {
		const token = await this.#source.fetch({claims, fresh: this.#refused});
		this.#refused = false;
		this.#token = token;
		return token;
	}
}
