import * as z from 'zod';

const claims = z.object({
	tid: z.string().optional(),
	oid: z.string().optional(),
	upn: z.string().optional(),
	unique_name: z.string().optional(),
	appid: z.string().optional(),
	idtyp: z.string().optional(),
	scp: z.string().optional(),
});

/** Who a token speaks for, as far as it says so. */
export interface TokenClaims {
	tenantId?: string;
	/** Id of the user or service principal in that tenant: what a role is assigned to. */
	objectId?: string;
	/** `ada@example.com`; a service principal's client id. */
	name?: string;
	/** What a role assignment calls it. */
	kind?: 'User' | 'ServicePrincipal';
}

/** What an access token says of its owner; nothing for a token that is not to be read. The signature is Azure's to check. */
export function readClaims(token: string): TokenClaims {
	try {
		const {
			tid,
			oid,
			upn,
			unique_name: uniqueName,
			appid,
			idtyp,
			scp,
		} = claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
		const name = upn ?? uniqueName ?? appid;
		// Only tokens of people carry scopes; not every tenant says the type.
		const isPerson = idtyp === undefined ? scp !== undefined : idtyp === 'user';
		return {
			...(tid && {tenantId: tid}),
			...(oid && {objectId: oid, kind: isPerson ? 'User' : 'ServicePrincipal'}),
			...(name && {name}),
		};
	} catch {
		return {};
	}
}
