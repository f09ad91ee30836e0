import type {StepInfo} from '../runner/events.ts';

export type PlaneId = StepInfo['plane'];

/** Planes in the order in which a person thinks of them, as headings. */
export const planeTitles: Record<PlaneId, string> = {
	azure: 'Azure',
	host: 'Machine',
	dns: 'DNS',
	tls: 'Certificate',
	app: 'Wasper',
};
