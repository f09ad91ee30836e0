import {randomBytes} from 'node:crypto';
import * as errors from './errors.ts';
import {page} from './paging.ts';
import {validateRecord} from './record-rules.ts';
import type {Account, DnsRecord, Zone} from './rehearsal.ts';

const textFields = ['name', 'content', 'comment'] as const;
const comparisons: Record<string, (text: string, value: string) => boolean> = {
	exact: (text, value) => text === value,
	contains: (text, value) => text.includes(value),
	startswith: (text, value) => text.startsWith(value),
	endswith: (text, value) => text.endsWith(value),
};

/** The zone's records that fit every filter of the query (or any, with `match=any`), by name. */
export function listRecords(account: Account, zone: Zone, query: URLSearchParams) {
	const filters = recordFilters(query);
	const fits = (record: DnsRecord) =>
		query.get('match') === 'any' ? filters.some(filter => filter(record)) : filters.every(filter => filter(record));
	const records = recordsOf(account, zone)
		.filter(record => filters.length === 0 || fits(record))
		.toSorted((one, other) => one.name.localeCompare(other.name) || one.createdOn.localeCompare(other.createdOn));
	return page(
		records.map(record => describeRecord(record, zone)),
		query,
		{usual: 100, most: 5000},
	);
}

function recordFilters(query: URLSearchParams): Array<(record: DnsRecord) => boolean> {
	const filters: Array<(record: DnsRecord) => boolean> = [];
	for (const [key, value] of query) {
		const [field = '', comparison = 'exact'] = key.split('.');
		const compare = comparisons[comparison];
		const textField = textFields.find(name => name === field);
		if (textField && compare) {
			filters.push(record => compare((record[textField] ?? '').toLowerCase(), value.toLowerCase()));
		} else if (key === 'type') {
			filters.push(record => record.type === value);
		} else if (key === 'proxied') {
			filters.push(record => String(record.proxied) === value);
		}
	}

	return filters;
}

/** One record of the zone. Throws 81044. */
export function readRecord(account: Account, zone: Zone, id: string): DnsRecord {
	const record = account.records.get(id);
	if (record?.zoneId !== zone.id) {
		throw errors.noSuchRecord();
	}

	return record;
}

/** Creates a record from a request's body. Throws 1004, 81053 or 81058. */
export function createRecord(account: Account, zone: Zone, body: Record<string, unknown>): DnsRecord {
	const now = new Date().toISOString();
	const record: DnsRecord = {
		id: randomBytes(16).toString('hex'),
		zoneId: zone.id,
		createdOn: now,
		modifiedOn: now,
		...validateRecord(zone, body),
	};
	refuseConflicts(account, zone, record);
	account.records.set(record.id, record);
	return record;
}

/** Replaces a record (`whole`), or changes the properties that the body names. */
export function updateRecord(account: Account, zone: Zone, id: string, body: Record<string, unknown>, whole: boolean): DnsRecord {
	const before = readRecord(account, zone, id);
	const wanted = whole ? body : {...before, ...body};
	const record: DnsRecord = {...before, ...validateRecord(zone, wanted), modifiedOn: new Date().toISOString()};
	refuseConflicts(account, zone, record);
	account.records.set(id, record);
	return record;
}

/** Deletes a record and returns its id. Throws 81044. */
export function deleteRecord(account: Account, zone: Zone, id: string): string {
	readRecord(account, zone, id);
	account.records.delete(id);
	return id;
}

function refuseConflicts(account: Account, zone: Zone, record: DnsRecord): void {
	const addresses = ['A', 'AAAA', 'CNAME'];
	for (const other of recordsOf(account, zone).filter(candidate => candidate.id !== record.id && candidate.name === record.name)) {
		if (other.type === record.type && other.content === record.content) {
			throw errors.identicalRecord();
		}

		const oneIsAlias = other.type === 'CNAME' || record.type === 'CNAME';
		if (oneIsAlias && addresses.includes(other.type) && addresses.includes(record.type)) {
			throw errors.hostTaken();
		}
	}
}

function recordsOf(account: Account, zone: Zone): DnsRecord[] {
	return account.records.values().filter(record => record.zoneId === zone.id);
}

/** A record as Cloudflare shows it. */
export function describeRecord(record: DnsRecord, zone: Zone): Record<string, unknown> {
	const {zoneId: _, createdOn, modifiedOn, ...rest} = record;
	return {
		...rest,
		zone_name: zone.name,
		proxiable: ['A', 'AAAA', 'CNAME'].includes(record.type),
		settings: {},
		meta: {},
		created_on: createdOn,
		modified_on: modifiedOn,
	};
}
