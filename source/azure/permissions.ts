import * as z from 'zod';
import type {Call} from './call.ts';
import {Inquiry} from './inquiry.ts';
import type {Room} from './room.ts';

/** What one role allows: `actions` but for `notActions`, both with `*` for any run of letters. */
export interface Permission {
	actions: string[];
	notActions: string[];
}

/** Who is signed in. */
export interface Caller {
	objectId: string;
	/** Sign-in name of a person, or the client id of a service principal. */
	name: string;
	kind: 'User' | 'ServicePrincipal';
}

const apiVersion = '2022-04-01';
const permission = z.object({actions: z.array(z.string()).default([]), notActions: z.array(z.string()).default([])});
const claims = z.object({
	oid: z.string(),
	idtyp: z.string().optional(),
	scp: z.string().optional(),
	upn: z.string().optional(),
	unique_name: z.string().optional(),
	appid: z.string().optional(),
});

/** What the signed-in account may do. */
export class Permissions {
	readonly #inquiry: Inquiry;
	readonly #room: Room;

	constructor(room: Room) {
		this.#room = room;
		this.#inquiry = new Inquiry(room);
	}

	/** Permissions at a scope (`/subscriptions/ID` or a group's id), one entry a role; undefined when there is no such scope. */
	async at(scope: string, call: Call): Promise<Permission[] | undefined> {
		const path = `${scope}/providers/Microsoft.Authorization/permissions`;
		const schema = z.object({value: z.array(permission)});
		const found = await this.#inquiry.find('reading the permissions of this account', path, {'api-version': apiVersion}, schema, call);
		return found?.value;
	}

	/** Who the token speaks for, by its own claims. */
	async caller(call: Call): Promise<Caller> {
		const token = await this.#room.clients.token(call.signal);
		const [, payload = ''] = token.split('.');
		const {oid, idtyp, scp, ...names} = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
		const isApp = idtyp === undefined ? scp === undefined && names.upn === undefined : idtyp === 'app';
		return {
			objectId: oid,
			name: (isApp ? names.appid : (names.upn ?? names.unique_name)) ?? oid,
			kind: isApp ? 'ServicePrincipal' : 'User',
		};
	}
}
