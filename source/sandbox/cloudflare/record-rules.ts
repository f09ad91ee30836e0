import {isIPv4, isIPv6} from 'node:net';
import {invalidRecord} from './errors.ts';
import type {DnsRecord, Zone} from './rehearsal.ts';

const recordTypes = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'TXT'];
const label = /^(?:\*|[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?)$/;

type RecordContent = Pick<DnsRecord, 'type' | 'name' | 'content' | 'proxied' | 'ttl' | 'comment' | 'tags' | 'priority'>;

/** The record that a body describes, made complete as Cloudflare does. Throws 1004 with the finer reason. */
export function validateRecord(zone: Zone, body: Record<string, unknown>): RecordContent {
	const type = text(body['type']);
	if (!recordTypes.includes(type)) {
		throw invalidRecord(9004, `Invalid type: ${type || 'none'}.`);
	}

	const proxied = body['proxied'] === true;
	if (proxied && !['A', 'AAAA', 'CNAME'].includes(type)) {
		throw invalidRecord(9004, 'This record type cannot be proxied.');
	}

	return {
		type,
		name: completeName(zone, text(body['name'])),
		content: validContent(type, body),
		proxied,
		ttl: proxied ? 1 : validTtl(body['ttl']),
		comment: validComment(body['comment']),
		tags: Array.isArray(body['tags']) ? body['tags'].map(String) : [],
		...(type === 'MX' && {priority: Number(body['priority'] ?? 0)}),
	};
}

/** A name relative to the zone or complete becomes complete. */
function completeName(zone: Zone, name: string): string {
	const plain = name.toLowerCase().replace(/\.$/, '');
	const inZone = plain === zone.name || plain.endsWith(`.${zone.name}`);
	const complete = plain === '@' ? zone.name : inZone ? plain : `${plain}.${zone.name}`;
	if (plain === '' || complete.length > 253 || !complete.split('.').every(part => label.test(part))) {
		throw invalidRecord(9000, 'DNS name is invalid.');
	}

	return complete;
}

function validContent(type: string, body: Record<string, unknown>): string {
	const content = type === 'CAA' && body['data'] ? caaContent(body['data']) : text(body['content']);
	if (type === 'A' && !isIPv4(content)) {
		throw invalidRecord(9005, 'Content for A record must be a valid IPv4 address.');
	}

	if (type === 'AAAA' && !isIPv6(content)) {
		throw invalidRecord(9006, 'Content for AAAA record must be a valid IPv6 address.');
	}

	if (content === '') {
		throw invalidRecord(9007, `Content for ${type} record is invalid.`);
	}

	return content;
}

function caaContent(data: unknown): string {
	const {flags = 0, tag = '', value = ''} = data as Record<string, unknown>;
	return `${Number(flags)} ${text(tag)} "${text(value)}"`;
}

function validTtl(ttl: unknown): number {
	if (ttl === undefined || ttl === 1) {
		return 1;
	}

	if (typeof ttl !== 'number' || !Number.isInteger(ttl) || ttl < 60 || ttl > 86_400) {
		throw invalidRecord(9021, 'Invalid TTL. Must be between 60 and 86400 seconds, or 1 for Automatic.');
	}

	return ttl;
}

function validComment(comment: unknown): string | null {
	const words = text(comment);
	if (words.length > 100) {
		throw invalidRecord(9300, 'DNS record comment is too long: 100 characters are allowed.');
	}

	return words || null;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
