import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {whyNoMachine} from './available.ts';
import {chosenSystem, systems, type System} from './systems.ts';

/** Why the machine of this run can't be booted here. */
export const missing = whyNoMachine() ?? whyNot(chosenSystem);

// A file must have a test; this one tells `npm test` why the others are left out.
if (missing) {
	test('on a booted machine', t => {
		t.log(`not run: ${missing}`);
		t.pass();
	});
}

type Implementation = (t: ExecutionContext) => void | Promise<void>;

/** Declares a test that needs a machine, perhaps one with a system of its own. Those of one file run one after the other. */
export function booted(title: string, ...rest: [Implementation] | [System, Implementation]): void {
	const [system, implementation] = rest.length === 2 ? rest : [chosenSystem, rest[0]];
	if (missing) {
		return;
	}

	const why = whyNot(system);
	test.serial(
		title,
		why
			? t => {
					t.log(`not run: ${why}`);
					t.pass();
				}
			: implementation,
	);
}

function whyNot(system: System): string | undefined {
	const {status} = spawnSync(join(import.meta.dirname, 'root.sh'), [system, '--check'], {timeout: 60_000});
	return status === 0 ? undefined : `the package mirror of this machine does not answer for ${systems[system].name}`;
}
