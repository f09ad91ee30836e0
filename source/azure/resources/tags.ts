import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';

/** Tags of any resource or group, changed without sending the resource itself again. */
export class Tags {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Adds `tags` to what the resource has; others stay. */
	async merge(id: string, tags: Record<string, string>, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const resources = await clients.resources();
		// The SDK puts a slash in front of the scope by itself.
		const scope = id.replace(/^\//, '');
		await runOperation(caller, `tagging ${id.split('/').at(-1)}`, call, options =>
			resources.tagsOperations.updateAtScope(scope, {operation: 'Merge', properties: {tags}}, options),
		);
	}
}
