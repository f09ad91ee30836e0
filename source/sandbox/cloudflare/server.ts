import type {SandboxAuthority} from '../foundation/certificates.ts';
import type {Faults} from '../foundation/faults.ts';
import {startHttps, type Answer, type HttpsServer, type Request} from '../foundation/https.ts';
import type {Latency} from '../foundation/latency.ts';
import * as errors from './errors.ts';
import {createRecord, deleteRecord, describeRecord, listRecords, readRecord, updateRecord} from './records.ts';
import {accountId, type Account, type Token, type Zone} from './rehearsal.ts';
import {describeZone, listZones} from './zones.ts';

export interface CloudflareOptions {
	account: Account;
	faults: Faults;
	latency: Latency;
	authority: SandboxAuthority;
	/** Called after every change of a record: name servers must hear of it. */
	onRecordsChanged(): void;
}

const prefix = '/client/v4';

/** Starts Cloudflare's API, as far as zones, tokens and DNS records go. The url ends with `/client/v4`. */
export async function startCloudflare(options: CloudflareOptions): Promise<HttpsServer> {
	const server = await startHttps({
		certificate: await options.authority.issue(['127.0.0.1', 'localhost']),
		faults: options.faults,
		operation: request =>
			`cloudflare ${request.method} ${/dns_records|zones|tokens/.exec(lastCollection(request.path))?.[0] ?? request.path}`,
		async handle(request) {
			await options.latency.pass('read', request.signal);
			try {
				return route(options, request);
			} catch (error) {
				if (error instanceof errors.ApiError) {
					return error.answer();
				}

				throw error;
			}
		},
	});
	return {...server, url: `${server.url}${prefix}`};
}

/** The collection that a path is about: `/zones/ID/dns_records/ID` is about `dns_records`. */
function lastCollection(path: string): string {
	return path.split('/').findLast(part => ['zones', 'dns_records', 'tokens'].includes(part)) ?? path;
}

function route(options: CloudflareOptions, request: Request): Answer {
	const {account} = options;
	const path = request.path.startsWith(prefix) ? request.path.slice(prefix.length) : request.path;
	const [collection, id, child, childId, ...rest] = path.split('/').slice(1);
	const reads = request.method === 'GET';
	const token = authenticate(account, request, path);

	if (isVerify(path) && reads) {
		return verify(token, path);
	}

	if (collection !== 'zones' || rest.length > 0) {
		throw errors.noRoute(path);
	}

	if (!id) {
		return reads ? success(...listZones(account, token, request.url.searchParams)) : refuse(path);
	}

	const zone = zoneOf(account, token, id, path);
	if (!child) {
		return reads ? success(describeZone(zone, token)) : refuse(path);
	}

	if (child !== 'dns_records' || (childId !== undefined && !isIdentifier(childId))) {
		throw errors.noRoute(path);
	}

	if (reads) {
		return childId
			? success(describeRecord(readRecord(account, zone, childId), zone))
			: success(...listRecords(account, zone, request.url.searchParams));
	}

	return changeRecord(options, request, zone, token, childId);
}

function changeRecord(
	{account, onRecordsChanged}: CloudflareOptions,
	request: Request,
	zone: Zone,
	token: Token,
	id: string | undefined,
): Answer {
	if (!token.edit) {
		throw errors.notPermitted();
	}

	const answer = (() => {
		switch (`${request.method} ${id ? 'record' : 'collection'}`) {
			case 'POST collection':
				return success(describeRecord(createRecord(account, zone, body(request)), zone));
			case 'PUT record':
			case 'PATCH record':
				return success(describeRecord(updateRecord(account, zone, id ?? '', body(request), request.method === 'PUT'), zone));
			case 'DELETE record':
				return success({id: deleteRecord(account, zone, id ?? '')});
			default:
				return refuse(request.path);
		}
	})();
	onRecordsChanged();
	return answer;
}

/** The token that the request carries. Throws what Cloudflare answers to a missing, mangled, unknown or disabled one. */
function authenticate(account: Account, request: Request, path: string): Token {
	const header = request.headers['authorization'];
	if (!header) {
		throw errors.missingToken();
	}

	const secret = /^Bearer (?<secret>[\w-]{40,})$/.exec(header)?.groups?.['secret'];
	if (!secret) {
		throw errors.mangledToken();
	}

	const token = account.tokens.get(secret);
	if (!token || (token.status !== 'active' && !isVerify(path))) {
		throw isVerify(path) ? errors.unknownTokenAtVerify() : errors.unknownToken();
	}

	return token;
}

function isVerify(path: string): boolean {
	return path === '/user/tokens/verify' || path === `/accounts/${accountId}/tokens/verify`;
}

/** Tokens of people are verified at one address, tokens of an account at another. */
function verify(token: Token, path: string): Answer {
	if (Boolean(token.accountOwned) !== path.startsWith('/accounts/')) {
		throw errors.unknownTokenAtVerify();
	}

	return success(
		{id: token.id, status: token.status, ...(token.expiresOn && {expires_on: token.expiresOn})},
		{messages: [{code: 10_000, message: 'This API Token is valid and active', type: null}]},
	);
}

function zoneOf(account: Account, token: Token, id: string, path: string): Zone {
	if (!isIdentifier(id)) {
		throw errors.noRoute(path);
	}

	const zone = account.zones.get(id);
	if (!zone || !token.zones.includes(zone.name)) {
		throw errors.zoneNotYours();
	}

	return zone;
}

function body(request: Request): Record<string, unknown> {
	if (!request.headers['content-type']?.startsWith('application/json')) {
		throw errors.wrongContentType();
	}

	try {
		const parsed: unknown = JSON.parse(request.body);
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
			return parsed as Record<string, unknown>;
		}
	} catch {}

	throw errors.malformedBody();
}

function success(result: unknown, more: Record<string, unknown> = {}): Answer {
	return {status: 200, body: {success: true, errors: [], messages: [], result, ...more}};
}

function refuse(path: string): never {
	throw errors.noRoute(path);
}

function isIdentifier(text: string): boolean {
	return /^[\da-f]{32}$/.test(text);
}
