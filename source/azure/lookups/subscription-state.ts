import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';

export interface SubscriptionState {
	/** `Enabled`, `Warned`, `PastDue`, `Disabled`, `Deleted` */
	state: string;
	/** `On`, `Off`, `CurrentPeriodOff` */
	spendingLimit: string;
}

/** The billing state of a subscription. */
export class SubscriptionStates {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Undefined when the account does not see the subscription. */
	async find(subscriptionId: string, call: Call): Promise<SubscriptionState | undefined> {
		const {clients, caller} = this.#connection;
		const sdk = await clients.subscriptions();
		const found = await caller.find('reading the subscription', call, async options => sdk.subscriptions.get(subscriptionId, options));
		return found && {state: found.state ?? 'Enabled', spendingLimit: found.subscriptionPolicies?.spendingLimit ?? 'Off'};
	}
}
