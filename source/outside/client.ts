import * as z from 'zod';
import {healthPath} from '../deployment/releases.ts';
import type {Endpoints} from '../environment/endpoints.ts';
import {seeCertificate} from './certificate.ts';
import {exchange, type Reply} from './exchange.ts';
import type {OutsideGateway} from './gateway.ts';
import {startVisit, visitProblem} from './visit.ts';
import {shakeHands} from './web-socket.ts';

const healthBody = z.object({status: z.enum(['OK', 'Healthy'])});
const flagsBody = z.object({USER_CREATED: z.boolean().optional()});

/** Statuses by which a proxy or the app itself refuses a visitor before looking at the request. */
const turnedAway = new Set([401, 403, 404, 405, 444]);

/** The site over real sockets, by its name at a given address. Problems are answers, not errors; only an abort throws. */
export class OutsideClient implements OutsideGateway {
	constructor(readonly endpoints: Pick<Endpoints, 'connectTo'>) {}

	async certificate(domain: string, ip: string, signal: AbortSignal) {
		return seeCertificate(startVisit(this.endpoints, 'https', domain, ip, signal), signal);
	}

	/** Status 0 when nothing answers. */
	async httpRedirect(domain: string, ip: string, signal: AbortSignal): Promise<{status: number; location?: string}> {
		const reply = await this.#try('http', domain, ip, signal, visit => exchange(visit, 'GET', '/'));
		return typeof reply === 'string' ? {status: 0} : {status: reply.status, ...(reply.location && {location: reply.location})};
	}

	async challenge(domain: string, ip: string, token: string, signal: AbortSignal): Promise<{found: boolean; detail: string}> {
		const path = `/.well-known/acme-challenge/${token}`;
		const reply = await this.#try('http', domain, ip, signal, visit => exchange(visit, 'GET', path));
		if (typeof reply === 'string') {
			return {found: false, detail: reply};
		}

		const found = reply.status === 200 && reply.body.trim() === token;
		return {found, detail: found ? `HTTP 200 for ${path}` : `HTTP ${reply.status}, and not this machine's file`};
	}

	/** By status, content type and JSON: the app's pages answer 200 at other paths even while it is down. */
	async health(domain: string, ip: string, signal: AbortSignal): Promise<{healthy: boolean; detail: string}> {
		const reply = await this.#try('https', domain, ip, signal, visit => exchange(visit, 'GET', healthPath));
		if (typeof reply === 'string') {
			return {healthy: false, detail: reply};
		}

		const said = healthBody.safeParse(json(reply));
		return {
			healthy: reply.status === 200 && said.success,
			detail: said.success ? `HTTP ${reply.status}, ${said.data.status}` : `HTTP ${reply.status}, not the app's own answer`,
		};
	}

	async webSocket(domain: string, ip: string, signal: AbortSignal) {
		return shakeHands(startVisit(this.endpoints, 'https', domain, ip, signal), signal);
	}

	/**
	 * Never signs up for real: an empty body is turned away by the proxy, or reaches the app, which finds it incomplete.
	 * In the latter case sign-up is closed only when the app says that its first user exists.
	 */
	async signUpClosed(domain: string, ip: string, signal: AbortSignal): Promise<boolean> {
		const reply = await this.#try('https', domain, ip, signal, visit => exchange(visit, 'POST', '/api/v1/authentication/sign-up', {}));
		if (typeof reply === 'string') {
			return false;
		}

		if (turnedAway.has(reply.status)) {
			return true;
		}

		const flags = await this.#try('https', domain, ip, signal, visit => exchange(visit, 'GET', '/api/v1/flags'));
		return typeof flags !== 'string' && flagsBody.safeParse(json(flags)).data?.USER_CREATED === true;
	}

	async #try(
		scheme: 'http' | 'https',
		domain: string,
		ip: string,
		signal: AbortSignal,
		look: (visit: ReturnType<typeof startVisit>) => Promise<Reply>,
	): Promise<Reply | string> {
		try {
			return await look(startVisit(this.endpoints, scheme, domain, ip, signal));
		} catch (error) {
			signal.throwIfAborted();
			return visitProblem(error);
		}
	}
}

function json(reply: Reply): unknown {
	if (!reply.contentType.includes('json')) {
		return undefined;
	}

	try {
		return JSON.parse(reply.body);
	} catch {
		return undefined;
	}
}
