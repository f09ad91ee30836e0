import type {Site} from '../../deployment/deployment.ts';
import type {Words} from '../../runner/events.ts';

/** How a setup speaks of itself, wherever its machine comes from. */
export function setupWords({url, choices}: Site): Words {
	return {
		doing: `Setting up Wasper at ${choices.domain}`,
		rehearsal: 'Rehearsal: nothing real is created.',
		done: `Wasper answers at ${url}`,
		nothing: `Wasper answers at ${url}; nothing had to be changed`,
	};
}
