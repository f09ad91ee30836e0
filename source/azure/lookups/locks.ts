import * as z from 'zod';
import type {Call} from '../client/call.ts';
import {Inquiry} from './inquiry.ts';
import type {Connection} from '../client/connection.ts';
import type {Lock} from './lock.ts';

const apiVersion = '2020-05-01';
const lock = z
	.object({id: z.string(), name: z.string(), properties: z.object({level: z.string()})})
	.transform(({id, name, properties}): Lock => ({
		name,
		level: properties.level === 'ReadOnly' ? 'ReadOnly' : 'CanNotDelete',
		scope: id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, ''),
	}));

/** Management locks. */
export class Locks {
	readonly #inquiry: Inquiry;

	constructor(connection: Connection) {
		this.#inquiry = new Inquiry(connection);
	}

	/** All locks of a subscription, on itself and on its resources. */
	async list(subscriptionId: string, call: Call): Promise<Lock[]> {
		const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/locks`;
		return this.#inquiry.list('reading the locks', path, {'api-version': apiVersion}, lock, call);
	}
}
