import type {Zone} from '../deployment/zone.ts';

export interface DnsRecord {
	id: string;
	type: string;
	name: string;
	content: string;
	proxied: boolean;
	ttl: number;
	comment?: string;
}

/** Cloudflare as this tool uses it: zones that the token sees, and the records of one name. */
export interface CloudflareGateway {
	zones(signal?: AbortSignal): Promise<Zone[]>;
	records(zoneId: string, name: string, signal?: AbortSignal): Promise<DnsRecord[]>;
	/** Creates an A record, unproxied, with our comment. */
	createRecord(zoneId: string, name: string, ip: string, signal?: AbortSignal): Promise<DnsRecord>;
	/** Makes a record what `createRecord` would have created. */
	updateRecord(zoneId: string, record: DnsRecord, change: {ip: string}, signal?: AbortSignal): Promise<DnsRecord>;
	deleteRecord(zoneId: string, recordId: string, signal?: AbortSignal): Promise<void>;
}

/** Comment on records that this tool created; an operator may have extended it. */
export const recordComment = 'create-wasper-azure';

/** Name of the TXT records that prove a token's permission to edit the zone. */
export function probeName(zone: string): string {
	return `_wasper-probe.${zone}`;
}
