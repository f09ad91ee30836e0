import type {Caller} from './caller.ts';
import type {Clients} from './clients.ts';

/** What every gateway of this folder works with: the SDK's clients, and how to call them. */
export interface Connection {
	clients: Clients;
	caller: Caller;
}
