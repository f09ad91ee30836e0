import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {waitUntilProvisioned} from '../client/operation.ts';

/** Resource providers: a subscription must be registered for each kind of resource before its first. */
export class Providers {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** `Registered`, `Registering`, `NotRegistered` … of `Microsoft.Compute` and its like. */
	async state(namespace: string, call: Call): Promise<string> {
		const {clients, caller} = this.#connection;
		const resources = await clients.resources();
		const provider = await caller.request(`reading the registration of ${namespace}`, call, async options =>
			resources.providers.get(namespace, options),
		);
		return provider.registrationState ?? 'NotRegistered';
	}

	/** Registers and waits until it is done: seconds, or minutes in a new subscription. */
	async register(namespace: string, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const resources = await clients.resources();
		const doing = `registering ${namespace}`;
		if ((await this.state(namespace, call)) !== 'Registering') {
			await caller.request(doing, call, async options => resources.providers.register(namespace, options));
		}

		await waitUntilProvisioned(caller, doing, call, async () => {
			const state = await this.state(namespace, call);
			return {provisioningState: state === 'Registered' ? 'Succeeded' : state};
		});
	}
}
