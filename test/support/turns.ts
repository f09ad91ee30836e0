import {availableParallelism} from 'node:os';

const waiting: Array<() => void> = [];
let free = availableParallelism();

/** Does `work` when its turn comes: as many at a time as there are processors. Tests of one file begin all at once. */
export async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
	if (free > 0) {
		free--;
	} else {
		await new Promise<void>(resolve => waiting.push(resolve));
	}

	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) {
			next();
		} else {
			free++;
		}
	}
}
