import {recordComment, type DnsRecord} from './gateway.ts';

/** Records at the name, sorted by what it means for us. */
export interface RecordsAtName {
	/** An A record that already says what it should, ours or not. */
	right?: DnsRecord;
	/** Records that this tool created and that say something else. */
	stale: DnsRecord[];
	/** Records of others that answer in the place of ours. */
	foreign: DnsRecord[];
}

/** Types that say where a name is; others, such as TXT and MX, don't disturb. */
const answering = new Set(['A', 'AAAA', 'CNAME']);

/** Sorts the records of one name. A foreign record with the right answer is as good as ours, and stays theirs. */
export function sortRecords(records: DnsRecord[], ip: string): RecordsAtName {
	const relevant = records.filter(record => answering.has(record.type));
	const rights = relevant.filter(record => isRight(record, ip));
	const right = rights.find(isOurRecord) ?? rights[0];
	const others = relevant.filter(record => !isRight(record, ip));
	return {
		...(right && {right}),
		stale: others.filter(isOurRecord),
		foreign: others.filter(record => !isOurRecord(record)),
	};
}

export function isOurRecord(record: DnsRecord): boolean {
	return record.type === 'A' && hasOurComment(record);
}

/** Whether this tool created the record, whatever somebody added to its comment. */
export function hasOurComment({comment}: {comment?: string | null | undefined}): boolean {
	return comment?.includes(recordComment) ?? false;
}

/** `A 192.0.2.1`, `A 192.0.2.1 (proxied)` */
export function describeRecord(record: DnsRecord): string {
	return `${record.type} ${record.content}${record.proxied ? ' (proxied)' : ''}`;
}

/** `A 192.0.2.1, AAAA 2001:db8::1` */
export function describeRecords(records: readonly DnsRecord[]): string {
	return records.map(record => describeRecord(record)).join(', ');
}

/** Why a record of somebody else can't stay beside ours, in one sentence. */
export function explainConflict(record: DnsRecord, ip: string): string {
	if (record.type === 'CNAME') {
		return `a CNAME to ${record.content} makes the name an alias of another one, and no other record can exist beside it`;
	}

	if (record.type === 'AAAA') {
		return `the AAAA record ${record.content} leads IPv6 visitors, and Let's Encrypt before all, to another machine`;
	}

	return record.content === ip
		? 'the A record is proxied: visitors and the certificate check meet Cloudflare and not the machine'
		: `the A record ${record.content}${record.proxied ? ', which is proxied,' : ''} sends visitors to another machine`;
}

function isRight(record: DnsRecord, ip: string): boolean {
	return record.type === 'A' && record.content === ip && !record.proxied;
}
