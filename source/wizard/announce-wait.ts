import {setTimeout as delay} from 'node:timers/promises';

const heartbeat = 30_000;

/** Waits for `work`; unless it is done at once, says `what` is being done, and again every half minute. */
export async function announceWait<Value>(what: string, work: Promise<Value>, say: (line: string) => void): Promise<Value> {
	const done = new AbortController();
	const announce = async () => {
		// What is done by then needs no announcement.
		await delay(300, undefined, {signal: done.signal});
		say(`${what}. Please wait.`);
		for (let seconds = heartbeat / 1000; ; seconds += heartbeat / 1000) {
			await delay(heartbeat, undefined, {signal: done.signal});
			say(`Still waiting after ${seconds} seconds.`);
		}
	};
	announce().catch(() => undefined);
	try {
		return await work;
	} finally {
		done.abort();
	}
}
