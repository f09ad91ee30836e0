import type {Subscription, AnswerSource} from '../../source/answers/answer-source.ts';

const subscription = (tenantId: string, name: string, state = 'Enabled'): Subscription => ({id: `id of ${name}`, name, tenantId, state});

/** By tenant: a person of `Home`, which is empty, who is a guest in the others. */
const tenants: Record<string, Subscription[]> = {
	Home: [],
	Agency: [subscription('Agency', 'Clients'), subscription('Agency', 'Internal')],
	Client: [subscription('Client', 'Production'), subscription('Client', 'Old', 'Disabled')],
	Vacant: [],
};

/** What such a person sees: each tenant wants a sign-in of its own. `signIn` is called before it counts. */
export function guestWorld(
	signIn: AnswerSource['signIn'] = async () => {},
): Pick<AnswerSource, 'signIn' | 'subscriptions' | 'closedTenants'> {
	let here = 'Home';
	return {
		async signIn(method, options) {
			await signIn(method, options);
			here = options.tenantId ?? 'Home';
		},
		subscriptions: async () => tenants[here] ?? [],
		closedTenants: async () =>
			Object.keys(tenants)
				.filter(id => id !== here)
				.map(id => ({
					id,
					name: `${id} Ltd`,
					cause: 'It wants a sign-in of its own.',
					next: `Run az login --tenant ${id}.`,
					canEnter: true,
				})),
	};
}
