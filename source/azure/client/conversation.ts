import {AsyncLocalStorage} from 'node:async_hooks';
import type {Call} from './call.ts';
import type {Deadlines} from './deadline.ts';

/** On whose behalf a request is sent: who can be asked, and which time limits are paused meanwhile. */
export interface Conversation {
	call: Call;
	deadlines: Deadlines;
}

const conversations = new AsyncLocalStorage<Conversation>();

/** Does `work`; whatever it sends, however deep in the SDK, belongs to `conversation`. */
export async function converse<T>(conversation: Conversation, work: () => Promise<T>): Promise<T> {
	return conversations.run(conversation, work);
}

/** The conversation that the running request belongs to; undefined outside of any. */
export function currentConversation(): Conversation | undefined {
	return conversations.getStore();
}
