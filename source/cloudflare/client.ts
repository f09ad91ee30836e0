import type {Secret} from '../deployment/secret.ts';
import type {Endpoints} from '../environment/endpoints.ts';
import {cloudflareFailure, codesOf, saysExists} from './failure.ts';
import type {Zone} from '../deployment/zone.ts';
import {recordComment, type CloudflareGateway, type DnsRecord} from './gateway.ts';
import {everything} from './pages.ts';
import {hasOurComment} from './records.ts';
import {openSdk} from './sdk.ts';

type Sdk = Awaited<ReturnType<typeof openSdk>>;
type SdkRecord = Awaited<ReturnType<Sdk['dns']['records']['get']>>;

const recordGone = 81044;
/** Cloudflare's word for an automatic time to live. */
const automatic = 1;

/** Cloudflare over its SDK, which is loaded at the first use. Every error is an OperatorError in words. */
export class CloudflareClient implements CloudflareGateway {
	#sdk: Promise<Sdk> | undefined;

	constructor(
		readonly endpoints: Pick<Endpoints, 'cloudflare'>,
		readonly token: Secret,
	) {}

	async zones(signal?: AbortSignal): Promise<Zone[]> {
		return this.#ask('list the zones', signal, async sdk => {
			const zones = await everything(sdk.zones.list({per_page: 50}, options(signal)), 50);
			return zones.map(zone => ({
				id: zone.id,
				name: zone.name,
				nameServers: zone.name_servers ?? [],
				status: zone.status ?? 'unknown',
				paused: zone.paused ?? false,
			}));
		});
	}

	async records(zoneId: string, name: string, signal?: AbortSignal): Promise<DnsRecord[]> {
		return this.#ask(`read the records of ${name}`, signal, async sdk => {
			const query = {zone_id: zoneId, name: {exact: name}, per_page: 100};
			const records = await everything(sdk.dns.records.list(query, options(signal)), 100);
			return records.map(record => plainRecord(record));
		});
	}

	/** A try that was answered too late and repeated by the SDK is recognised, not reported as a conflict. */
	async createRecord(zoneId: string, name: string, ip: string, signal?: AbortSignal): Promise<DnsRecord> {
		return this.#ask(`create the record of ${name}`, signal, async sdk => {
			try {
				return plainRecord(await sdk.dns.records.create({zone_id: zoneId, name, ...desired(ip)}, options(signal)));
			} catch (error) {
				const ours = saysExists(error) && (await this.records(zoneId, name, signal)).find(record => isDesired(record, ip));
				if (!ours) {
					throw error;
				}

				return ours;
			}
		});
	}

	async updateRecord(zoneId: string, {id, name, comment}: DnsRecord, change: {ip: string}, signal?: AbortSignal): Promise<DnsRecord> {
		return this.#ask(`change the record of ${name}`, signal, async sdk =>
			plainRecord(
				await sdk.dns.records.edit(
					id,
					{zone_id: zoneId, name, ...desired(change.ip), ...(hasOurComment({comment}) && {comment})},
					options(signal),
				),
			),
		);
	}

	/** A record that is already gone is as good as deleted. */
	async deleteRecord(zoneId: string, recordId: string, signal?: AbortSignal): Promise<void> {
		await this.#ask('delete the record', signal, async sdk => {
			try {
				await sdk.dns.records.delete(recordId, {zone_id: zoneId}, options(signal));
			} catch (error) {
				if (!codesOf(error).includes(recordGone)) {
					throw error;
				}
			}
		});
	}

	async #ask<T>(doing: string, signal: AbortSignal | undefined, work: (sdk: Sdk) => Promise<T>): Promise<T> {
		try {
			this.#sdk ??= openSdk(this.endpoints, this.token);
			return await work(await this.#sdk);
		} catch (error) {
			throw cloudflareFailure(error, doing, signal);
		}
	}
}

function options(signal: AbortSignal | undefined) {
	return signal ? {signal} : {};
}

function desired(ip: string) {
	return {type: 'A', content: ip, proxied: false, ttl: automatic, comment: recordComment} as const;
}

function isDesired(record: DnsRecord, ip: string): boolean {
	return record.type === 'A' && record.content === ip && hasOurComment(record);
}

function plainRecord(record: SdkRecord): DnsRecord {
	return {
		id: record.id,
		type: record.type,
		name: record.name,
		content: record.content ?? '',
		proxied: record.proxied ?? false,
		ttl: record.ttl,
		...(record.comment && {comment: record.comment}),
	};
}
