/** Planes in the order in which a person thinks of them, as headings. */
export const planeTitles = {
	azure: 'Azure',
	host: 'Machine',
	dns: 'DNS',
	tls: 'Certificate',
	app: 'Wasper',
};

export type PlaneId = keyof typeof planeTitles;
