import type {Settled} from '../answers/answers.ts';
import type {Worlds} from './worlds.ts';

/** What a command takes over from the wizard, which went on with it: worlds that are open, and who is signed in there. */
export interface HandedOver {
	worlds: Worlds;
	known: Settled;
}
