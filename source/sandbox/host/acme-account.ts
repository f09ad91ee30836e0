import {request} from 'node:https';
import {json, text} from 'node:stream/consumers';
import {setTimeout as wait} from 'node:timers/promises';
import {FlattenedSign, importJWK, type JWK} from 'jose';
import * as z from 'zod';
import {refusedRequest, unreachableAuthority} from './certbot.ts';
import {UnitError} from './unit-error.ts';

const requestDeadline = 20_000;
const directorySchema = z.object({newNonce: z.url(), newAccount: z.url(), newOrder: z.url()});
const problemSchema = z.object({type: z.string(), detail: z.string()});

interface Reply {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/** An account at an ACME directory: signs requests and turns problems into errors. */
export class AcmeAccount {
	#nonce: string | undefined;
	#kid: string | undefined;

	private constructor(
		private readonly directory: z.infer<typeof directorySchema>,
		readonly publicKey: JWK,
		private readonly privateKey: JWK,
		/** PEM of authorities to trust. */
		private readonly trusted: string[],
		/** The domain of the certificate. */
		private readonly name: string,
	) {}

	/** Finds or creates the account of `key`, to request a certificate for `name`. */
	static async open(
		directoryUrl: string,
		key: JWK,
		{contact, trusted, name}: {contact: string; trusted: string[]; name: string},
	): Promise<AcmeAccount> {
		const {d: _, ...publicKey} = key;
		const {body} = readReply(await send('GET', directoryUrl, {trusted, name}), name);
		const account = new AcmeAccount(directorySchema.parse(body), publicKey, key, trusted, name);
		const {headers} = await account.post(account.directory.newAccount, {contact: [`mailto:${contact}`], termsOfServiceAgreed: true});
		account.#kid = headers['location'];
		return account;
	}

	get newOrderUrl(): string {
		return this.directory.newOrder;
	}

	/** A signed POST; without a payload it only reads. Throws a UnitError with the authority's message. */
	async post(url: string, payload?: unknown): Promise<Reply> {
		const reply = await this.#signedPost(url, payload);
		const again = reply.status === 400 && problemSchema.safeParse(reply.body).data?.type.endsWith(':badNonce');
		return readReply(again ? await this.#signedPost(url, payload) : reply, this.name);
	}

	/** Reads `url` until `isDone`. */
	async poll<T>(url: string, schema: z.ZodType<T>, isDone: (body: T) => boolean, signal: AbortSignal): Promise<T> {
		const deadline = Date.now() + 120_000;
		for (;;) {
			// oxlint-disable no-await-in-loop -- one poll after the other
			const body = schema.parse((await this.post(url)).body);
			if (isDone(body)) {
				return body;
			}

			if (Date.now() > deadline) {
				throw new UnitError('ACME_FAILED', 'The certificate authority did not finish within two minutes.', {evidence: [url]});
			}

			await wait(50, undefined, {signal});
			// oxlint-enable no-await-in-loop
		}
	}

	async #signedPost(url: string, payload: unknown): Promise<Reply> {
		const nonce = this.#nonce ?? (await this.#send('HEAD', this.directory.newNonce)).headers['replay-nonce'] ?? '';
		const sender = this.#kid ? {kid: this.#kid} : {jwk: this.publicKey};
		const signed = await new FlattenedSign(new TextEncoder().encode(payload === undefined ? '' : JSON.stringify(payload)))
			.setProtectedHeader({alg: 'ES256', nonce, url, ...sender})
			.sign(await importJWK(this.privateKey, 'ES256'));
		const reply = await this.#send('POST', url, JSON.stringify(signed));
		this.#nonce = reply.headers['replay-nonce'];
		return reply;
	}

	async #send(method: string, url: string, body?: string): Promise<Reply> {
		const {trusted, name} = this;
		return send(method, url, {trusted, name, ...(body !== undefined && {body})});
	}
}

function readReply(reply: Reply, name: string): Reply {
	if (reply.status < 400) {
		return reply;
	}

	const problem = problemSchema.safeParse(reply.body).data;
	const type = problem?.type.split(':').at(-1) ?? 'serverInternal';
	throw refusedRequest(name, type, problem?.detail ?? `The certificate authority returned ${reply.status}.`);
}

async function send(method: string, url: string, {trusted, name, body}: {trusted: string[]; name: string; body?: string}): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			url,
			{
				method,
				ca: trusted,
				agent: false,
				signal: AbortSignal.timeout(requestDeadline),
				headers: body === undefined ? {} : {'content-type': 'application/jose+json'},
			},
			incoming => {
				const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
				const isJson = headers['content-type']?.includes('json');
				(isJson ? json(incoming) : text(incoming)).then(
					content => resolve({status: incoming.statusCode ?? 0, headers, body: content}),
					reject,
				);
			},
		);
		outgoing.once('error', (error: NodeJS.ErrnoException) => {
			reject(unreachableAuthority(name, new URL(url), error.code ?? error.message));
		});
		outgoing.end(body);
	});
}
