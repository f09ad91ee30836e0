import {State} from '../../../source/sandbox/foundation/state.ts';

// Writes without a pause until it is killed; says so after the first full write.
const state = await State.open(process.argv[2] ?? '');
const table = state.table<{text: string}>('big');
for (let round = 0; ; round++) {
	table.set(String(round % 50), {text: String(round % 10).repeat(20_000)});
	state.flush();
	if (round === 50) {
		process.send?.('writing');
	}

	if (round % 10 === 0) {
		// Lets the message out.
		await new Promise(resolve => setImmediate(resolve));
	}
}
