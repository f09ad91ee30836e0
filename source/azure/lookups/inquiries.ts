import {Caller} from '../client/caller.ts';
import {Clients} from '../client/clients.ts';
import type {AzureSettings} from '../gateway.ts';
import {Images} from './images.ts';
import {Locks} from './locks.ts';
import {Permissions} from './permissions.ts';
import {Policies} from './policies.ts';
import {Quotas} from './quotas.ts';
import {SubscriptionStates} from './subscription-state.ts';
import {Validation} from './validation.ts';

type Face<T> = Pick<T, keyof T>;

/** What can be asked of a subscription before anything is made in it. Nothing here changes anything. */
export interface AzureInquiries {
	permissions: Face<Permissions>;
	policies: Face<Policies>;
	locks: Face<Locks>;
	quotas: Face<Quotas>;
	images: Face<Images>;
	subscription: Face<SubscriptionStates>;
	validation: Face<Validation>;
}

/** The inquiries of one subscription. Nothing is loaded and nobody is asked before the first use. */
export function createAzureInquiries(settings: AzureSettings): AzureInquiries {
	const connection = {clients: new Clients(settings, settings.subscriptionId), caller: new Caller(settings.pace)};
	return {
		permissions: new Permissions(connection),
		policies: new Policies(connection),
		locks: new Locks(connection),
		quotas: new Quotas(connection),
		images: new Images(connection),
		subscription: new SubscriptionStates(connection),
		validation: new Validation(connection),
	};
}
