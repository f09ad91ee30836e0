import systems from './systems.json' with {type: 'json'};

export {systems};

export type System = keyof typeof systems;

/** What test machines boot, unless a test says otherwise: `WASPER_TEST_SYSTEM`, a code name of systems.json. */
export const chosenSystem = systemNamed(process.env['WASPER_TEST_SYSTEM'] || 'trixie');

function systemNamed(name: string): System {
	if (!(name in systems)) {
		throw new Error(`WASPER_TEST_SYSTEM is "${name}"; it may be ${Object.keys(systems).join(', ')}.`);
	}

	return name as System;
}
