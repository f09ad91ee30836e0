import type {Caller} from './caller.ts';
import type {Clients} from './clients.ts';

/** What every file of this room works with: the SDK's clients, and how to call them. */
export interface Connection {
	clients: Clients;
	caller: Caller;
}
