import test, {type ExecutionContext} from 'ava';
import {whyNoMachine} from './available.ts';

/** Why no machine can be booted here. */
export const missing = whyNoMachine();

// A file must have a test; this one tells `npm test` why the others are left out.
if (missing) {
	test('on a booted machine', t => {
		t.log(`not run: ${missing}`);
		t.pass();
	});
}

/** Declares a test that needs a machine. Those of one file run one after the other. */
export function booted(title: string, implementation: (t: ExecutionContext) => void | Promise<void>): void {
	if (!missing) {
		test.serial(title, implementation);
	}
}
