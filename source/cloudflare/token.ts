import * as z from 'zod';
import type {Secret} from '../deployment/secret.ts';
import type {Endpoints} from '../environment/endpoints.ts';
import {cloudflareFailure, codesOf, saysExists} from './failure.ts';
import {recordComment} from './gateway.ts';
import {everything} from './pages.ts';
import {hasOurComment} from './records.ts';
import {openSdk} from './sdk.ts';

/** What Cloudflare says of a token. */
export interface TokenState {
	/** `active`, `disabled`, `expired` */
	status: string;
	expires?: Date;
}

/** A zone as the token sees it. */
export interface ZoneAccess {
	id: string;
	name: string;
	status: string;
	paused: boolean;
	nameServers: string[];
	accountId: string;
	/** What the token may do there, `#dns_records:edit`; empty where Cloudflare does not tell. */
	powers: string[];
}

const answer = z.object({result: z.object({status: z.string(), expires_on: z.string().nullish()})});
/** Answers to a token that belongs to an account and not to a person. */
const unknownHere = [1000, 9109, 10_000];
const gone = 81_044;

/** What can be asked of a Cloudflare token before it is used. Every error is an OperatorError in words. */
export class CloudflareToken {
	#sdk: ReturnType<typeof openSdk> | undefined;

	constructor(
		readonly endpoints: Pick<Endpoints, 'cloudflare'>,
		readonly token: Secret,
	) {}

	/** Zones that the token sees. */
	async zones(signal: AbortSignal): Promise<ZoneAccess[]> {
		return this.#ask('list the zones', signal, async sdk => {
			const zones = await everything(sdk.zones.list({per_page: 50}, {signal}), 50);
			return zones.map(({id, name, status, paused, name_servers: nameServers, account, permissions}) => ({
				id,
				name,
				status: status ?? 'unknown',
				paused: paused ?? false,
				nameServers: nameServers ?? [],
				accountId: account.id ?? '',
				powers: permissions ?? [],
			}));
		});
	}

	/** State of the token; undefined when Cloudflare does not tell it, as for tokens of an account that may not look at itself. */
	async state(accountId: () => Promise<string | undefined>, signal: AbortSignal): Promise<TokenState | undefined> {
		return this.#ask('verify the token', signal, async sdk => {
			const verify = async (path: string) => {
				const {result} = answer.parse(await sdk.get<unknown>(path, {signal}));
				return {status: result.status, ...(result.expires_on && {expires: new Date(result.expires_on)})};
			};
			try {
				return await verify('/user/tokens/verify');
			} catch (error) {
				const account = codesOf(error).some(code => unknownHere.includes(code)) ? await accountId() : undefined;
				if (!account) {
					throw error;
				}

				return verify(`/accounts/${account}/tokens/verify`).catch(() => undefined);
			}
		});
	}

	/**
	 * Proves that the token may change records: writes a TXT record, and removes it with all that an interrupted proof left.
	 * Neither is cut short by `signal` once it has begun: what was written must go. `left` when Cloudflare would not remove it.
	 */
	async proveEdit(zoneId: string, name: string, signal: AbortSignal): Promise<'removed' | 'left'> {
		let sent = false;
		// Read while the new one is written; that one may be among them.
		const known = this.#probes(zoneId, name).catch(() => [] as string[]);
		try {
			const written = await this.#ask('write a record into the zone', signal, async sdk => {
				signal.throwIfAborted();
				sent = true;
				try {
					const {id} = await sdk.dns.records.create({
						zone_id: zoneId,
						type: 'TXT',
						name,
						content: `"create-wasper-azure tests the permission to edit: ${crypto.randomUUID()}"`,
						ttl: 60,
						comment: recordComment,
					});
					return [id];
				} catch (error) {
					// The SDK repeats a request whose answer was lost; that the record exists then means that it was written.
					if (!saysExists(error)) {
						throw error;
					}

					return this.#probes(zoneId, name);
				}
			});
			return await this.#remove(zoneId, name, new Set([...written, ...(await known)])).then(
				() => 'removed' as const,
				() => 'left' as const,
			);
		} catch (error) {
			// A lost answer does not say whether it was written.
			if (sent) {
				await this.#probes(zoneId, name)
					.then(async ids => this.#remove(zoneId, name, new Set(ids)))
					.catch(() => {});
			}

			throw error;
		}
	}

	/** Ids of the records that proofs have written. */
	async #probes(zoneId: string, name: string): Promise<string[]> {
		return this.#ask(`read the records of ${name}`, undefined, async sdk => {
			const query = {zone_id: zoneId, name: {exact: name}, type: 'TXT' as const, per_page: 100};
			const found = await everything(sdk.dns.records.list(query), 100);
			return found.filter(hasOurComment).map(({id}) => id);
		});
	}

	async #remove(zoneId: string, name: string, ids: ReadonlySet<string>): Promise<void> {
		await this.#ask(`remove the record ${name}`, undefined, async sdk => {
			await Promise.all(
				[...ids].map(async id =>
					sdk.dns.records.delete(id, {zone_id: zoneId}).catch((error: unknown) => {
						if (!codesOf(error).includes(gone)) {
							throw error;
						}
					}),
				),
			);
		});
	}

	async #ask<T>(
		doing: string,
		signal: AbortSignal | undefined,
		work: (sdk: Awaited<ReturnType<typeof openSdk>>) => Promise<T>,
	): Promise<T> {
		try {
			this.#sdk ??= openSdk(this.endpoints, this.token);
			return await work(await this.#sdk);
		} catch (error) {
			throw cloudflareFailure(error, doing, signal);
		}
	}
}
