import {createHash} from 'node:crypto';
import type {State, Table} from '../foundation/state.ts';

export interface Zone {
	/** 32 hexadecimal digits. */
	id: string;
	name: string;
	status: 'active' | 'pending' | 'moved' | 'initializing';
	paused: boolean;
	nameServers: string[];
	/** Name servers that the registrar still names while the zone is pending. */
	originalNameServers: string[];
	/** Name servers that the registrar names although the zone is active; Cloudflare's unless given. */
	delegatedTo?: string[];
}

export interface Token {
	id: string;
	status: 'active' | 'disabled' | 'expired';
	/** Names of the zones that it sees. */
	zones: string[];
	/** Whether it may change DNS records. */
	edit: boolean;
	/** What else it may do in its zones, `#zone_settings:edit`. */
	powers?: string[];
	/** When it ends. */
	expiresOn?: string;
	/** Whether it belongs to the account and to nobody in person: the user's address for verifying does not know it. */
	accountOwned?: boolean;
}

export interface DnsRecord {
	id: string;
	zoneId: string;
	type: string;
	name: string;
	content: string;
	proxied: boolean;
	/** Seconds; 1 is automatic. */
	ttl: number;
	priority?: number;
	comment: string | null;
	tags: string[];
	createdOn: string;
	modifiedOn: string;
}

/** What the Cloudflare stand-in keeps: zones by id, records by id, tokens by their secret. */
export interface Account {
	zones: Table<Zone>;
	records: Table<DnsRecord>;
	tokens: Table<Token>;
}

/** The token that the rehearsal hands to the tool: of the length and alphabet of real ones. */
export const rehearsalToken = 'sandbox-rehearsal-token-0000000000000000';

/** The account that owns all zones. */
export const accountId = '0'.repeat(32);

/** Where the fictional name servers of all zones live. */
export const nameServerDomain = 'ns.rehearsal.example';

const zones: Array<Pick<Zone, 'name' | 'status'>> = [
	{name: 'example.com', status: 'active'},
	{name: 'example.org', status: 'active'},
	{name: 'dev.example.org', status: 'active'},
	{name: 'example.net', status: 'pending'},
];

/** The account in `state`, furnished with the rehearsal's zones and token on the first run. */
export function openAccount(state: State): Account {
	const account: Account = {
		zones: state.table<Zone>('cloudflare-zones'),
		records: state.table<DnsRecord>('cloudflare-records'),
		tokens: state.table<Token>('cloudflare-tokens'),
	};
	if (account.tokens.values().length > 0) {
		return account;
	}

	for (const zone of zones) {
		addZone(account, zone);
	}

	account.tokens.set(rehearsalToken, {id: identifier(rehearsalToken), status: 'active', zones: zones.map(zone => zone.name), edit: true});
	return account;
}

/** Adds a zone; its id is made of its name, so that every rehearsal knows it. */
export function addZone(account: Account, zone: Pick<Zone, 'name' | 'status'>): Zone {
	const added: Zone = {
		...zone,
		id: identifier(zone.name),
		paused: false,
		nameServers: [`ada.${nameServerDomain}`, `bob.${nameServerDomain}`],
		originalNameServers: ['ns1.registrar.example', 'ns2.registrar.example'],
	};
	account.zones.set(added.id, added);
	return added;
}

function identifier(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
