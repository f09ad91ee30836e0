import {writeFileSync} from 'node:fs';

/** Gives this process another short name, by which `pkill -x` finds it; its command line stays. */
export function rename(name) {
	writeFileSync('/proc/self/comm', name.slice(0, 15));
}
