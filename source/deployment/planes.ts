/** Planes in the order in which a person thinks of them, as headings. */
export const planeTitles = {
	azure: 'Azure',
	host: 'Machine',
	dns: 'DNS',
	tls: 'Certificate',
	app: 'Wasper',
};

export type Plane = keyof typeof planeTitles;
// Object keys lose their type.
export const planes = Object.keys(planeTitles) as Plane[];
