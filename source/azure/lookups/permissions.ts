import * as z from 'zod';
import type {Call} from '../client/call.ts';
import {Inquiry} from './inquiry.ts';
import type {Connection} from '../client/connection.ts';
import {readClaims, type TokenClaims} from '../account/token-claims.ts';

/** What one role allows: `actions` but for `notActions`, both with `*` for any run of letters. */
export interface Permission {
	actions: string[];
	notActions: string[];
}

const apiVersion = '2022-04-01';
const permission = z.object({actions: z.array(z.string()).default([]), notActions: z.array(z.string()).default([])});

/** What the signed-in account may do. */
export class Permissions {
	readonly #inquiry: Inquiry;
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
		this.#inquiry = new Inquiry(connection);
	}

	/** Permissions at a scope (`/subscriptions/ID` or a group's id), one entry a role; undefined when there is no such scope. */
	async at(scope: string, call: Call): Promise<Permission[] | undefined> {
		const path = `${scope}/providers/Microsoft.Authorization/permissions`;
		const schema = z.object({value: z.array(permission)});
		const found = await this.#inquiry.find('reading the permissions of this account', path, {'api-version': apiVersion}, schema, call);
		return found?.value;
	}

	/** Who the token speaks for, by its own claims. */
	async caller(call: Call): Promise<TokenClaims> {
		return readClaims(await this.#connection.clients.token(call.signal));
	}
}
