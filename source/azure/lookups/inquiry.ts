import * as z from 'zod';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';

const page = z.object({value: z.array(z.unknown()), nextLink: z.string().nullish()});
/** More pages than any of our questions has; a list that goes round in circles ends here. */
const mostPages = 20;

/** GETs of Microsoft.Authorization, for which this tool carries no SDK. Answers are read by a schema: what Azure adds is ignored. */
export class Inquiry {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** One document; undefined when Azure says that there is no such thing. `doing` appears in messages. */
	async find<T>(doing: string, path: string, query: Record<string, string>, schema: z.ZodType<T>, call: Call): Promise<T | undefined> {
		const found = await this.#connection.caller.find(doing, call, async ({abortSignal}) => this.#get(path, query, abortSignal));
		return found === undefined ? undefined : schema.parse(found);
	}

	/** All pages of a list. */
	async list<T>(doing: string, path: string, query: Record<string, string>, item: z.ZodType<T>, call: Call): Promise<T[]> {
		const items: T[] = [];
		let next: {path: string; query: Record<string, string>} | undefined = {path, query};
		for (let count = 0; next && count < mostPages; count++) {
			const asked: {path: string; query: Record<string, string>} = next;
			const {value, nextLink} = page.parse(
				await this.#connection.caller.request(doing, call, async ({abortSignal}) => this.#get(asked.path, asked.query, abortSignal)),
			);
			items.push(...value.map(entry => item.parse(entry)));
			const link: URL | undefined = nextLink ? new URL(nextLink) : undefined;
			next = link && {path: link.pathname, query: Object.fromEntries(link.searchParams)};
		}

		return items;
	}

	async #get(path: string, query: Record<string, string>, abortSignal: AbortSignal): Promise<unknown> {
		const {status, bodyAsText} = await this.#connection.clients.get(path, query, abortSignal);
		if (status !== 200) {
			// The reasons are in the recorded answer.
			throw new Error(`Azure answered with status ${status}`);
		}

		return JSON.parse(bodyAsText ?? '');
	}
}
