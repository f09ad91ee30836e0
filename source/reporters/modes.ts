import type {RunView} from './model.ts';

/** How each kind of run is announced. */
export const modes: Record<RunView['mode'], {doing: string; rehearsal: string}> = {
	create: {doing: 'Setting up', rehearsal: 'Rehearsal: nothing real is created.'},
	teardown: {doing: 'Removing', rehearsal: 'Rehearsal: nothing real is removed.'},
};
