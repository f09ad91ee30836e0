import {page} from './paging.ts';
import {accountId, type Account, type Token, type Zone} from './rehearsal.ts';

/** The zones that `token` sees, by name, filtered as the query asks. */
export function listZones(account: Account, token: Token, query: URLSearchParams) {
	const zones = account.zones
		.values()
		.filter(zone => token.zones.includes(zone.name))
		.filter(zone => (query.get('name') ?? zone.name) === zone.name && (query.get('status') ?? zone.status) === zone.status)
		.toSorted((one, other) => one.name.localeCompare(other.name));
	return page(
		zones.map(zone => describeZone(zone, token)),
		query,
		{usual: 20, most: 50},
	);
}

/** A zone as Cloudflare shows it to `token`. */
export function describeZone(zone: Zone, token: Token): Record<string, unknown> {
	const since = '2026-01-01T00:00:00.000000Z';
	return {
		id: zone.id,
		name: zone.name,
		status: zone.status,
		paused: zone.paused,
		type: 'full',
		development_mode: 0,
		name_servers: zone.nameServers,
		original_name_servers: zone.originalNameServers,
		original_registrar: null,
		original_dnshost: null,
		created_on: since,
		modified_on: since,
		activated_on: zone.status === 'active' ? since : null,
		meta: {step: 4, custom_certificate_quota: 0, page_rule_quota: 3, phishing_detected: false},
		owner: {id: null, type: 'user', email: null},
		account: {id: accountId, name: 'Wasper rehearsal'},
		permissions: ['#zone:read', '#dns_records:read', ...(token.edit ? ['#dns_records:edit'] : []), ...(token.powers ?? [])],
		plan: {id: '0feeeeeeeeeeeeeeeeeeeeeeeeeeeeee', name: 'Free Website', price: 0, currency: 'USD', is_subscribed: false},
	};
}
