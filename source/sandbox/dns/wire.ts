import dns2 from 'dns2';
import type {ResourceRecord} from './answer.ts';

const {Packet} = dns2;

/** The name of a numeric record type; undefined when this library does not know it. */
export function typeName(type: number): string | undefined {
	return Object.entries(Packet.TYPE).find(([, number]) => number === type)?.[0];
}

/** A resource record as the library writes it to the wire. */
export function toWire(record: ResourceRecord) {
	const type = Packet.TYPE[record.type as keyof typeof Packet.TYPE];
	return {name: record.name, type, class: Packet.CLASS.IN, ttl: record.ttl, ...wireContent(record)};
}

function wireContent({type, content}: ResourceRecord) {
	const parts = content.split(' ');
	switch (type) {
		case 'CNAME':
			return {domain: content};
		case 'NS':
			return {ns: content};
		case 'MX':
			return {priority: Number(parts[0]), exchange: parts[1] ?? ''};
		case 'TXT':
			return {data: content.replaceAll(/^"|"$/g, '')};
		case 'CAA':
			return {flags: Number(parts[0]), tag: parts[1] ?? '', value: parts.slice(2).join(' ').replaceAll('"', '')};
		case 'SOA': {
			const [primary = '', admin = '', ...numbers] = parts;
			const [serial = 0, refresh = 0, retry = 0, expiration = 0, minimum = 0] = numbers.map(Number);
			return {primary, admin, serial, refresh, retry, expiration, minimum};
		}

		default:
			return {address: content};
	}
}
