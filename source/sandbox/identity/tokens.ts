import {randomBytes, randomUUID} from 'node:crypto';
import {errors, jwtVerify, SignJWT} from 'jose';
import type {State, Table} from '../foundation/state.ts';

/** Who a token speaks for. */
export interface Principal {
	tenantId: string;
	objectId: string;
	/** User principal name, or the client id of a service principal. */
	name: string;
	role: 'Owner' | 'Reader';
}

/** A token that can't be used. */
export class TokenError extends Error {
	override readonly name = 'TokenError';

	constructor(
		/** When it expired, if that is what is wrong with it. */
		readonly expired?: Date,
	) {
		super('The token is not valid');
	}
}

const audience = 'https://management.azure.com';

/** Access tokens of the rehearsal, signed with a key that stays in the state: a later run still accepts them. */
export class Tokens {
	readonly #key: Uint8Array;
	readonly #table: Table<string>;

	constructor(state: State) {
		const table = state.table<string>('identity');
		this.#table = table;
		const kept = table.get('signing-key') ?? randomBytes(32).toString('base64url');
		table.set('signing-key', kept);
		this.#key = Buffer.from(kept, 'base64url');
	}

	/** Changes when everybody is signed out. */
	get session(): string {
		return this.#table.get('session') ?? 'first';
	}

	/** Makes every token given out so far worthless, as an administrator does who revokes the sessions of a user. */
	revoke(): void {
		this.#table.set('session', randomUUID());
	}

	/** A token for `principal` that lives for `seconds`; negative makes one that has expired. */
	async issue(principal: Principal, seconds: number, claims: Record<string, unknown> = {}): Promise<string> {
		const now = Math.floor(Date.now() / 1000);
		const isPerson = principal.name.includes('@');
		const kind = isPerson ? {idtyp: 'user', scp: 'user_impersonation'} : {idtyp: 'app', appid: principal.name};
		return new SignJWT({
			sid: this.session,
			tid: principal.tenantId,
			oid: principal.objectId,
			upn: principal.name,
			role: principal.role,
			ver: '1.0',
			...kind,
			...claims,
		})
			.setProtectedHeader({alg: 'HS256', typ: 'JWT'})
			.setIssuer(`https://sts.windows.net/${principal.tenantId}/`)
			.setAudience(audience)
			.setSubject(principal.objectId)
			.setJti(randomUUID())
			.setIssuedAt(now)
			.setExpirationTime(now + seconds)
			.sign(this.#key);
	}

	/** The principal behind a token. Throws a TokenError. */
	async verify(token: string): Promise<Principal> {
		try {
			const {payload} = await jwtVerify(token, this.#key, {audience});
			if (payload['sid'] !== this.session) {
				throw new TokenError(new Date());
			}

			const role = payload['role'] === 'Reader' ? 'Reader' : 'Owner';
			return {tenantId: String(payload['tid']), objectId: String(payload['oid']), name: String(payload['upn']), role};
		} catch (error) {
			if (error instanceof TokenError) {
				throw error;
			}

			throw new TokenError(error instanceof errors.JWTExpired ? new Date((error.payload.exp ?? 0) * 1000) : undefined);
		}
	}
}
