import type {SandboxAuthority} from '../foundation/certificates.ts';
import type {Faults} from '../foundation/faults.ts';
import {startHttps, type Answer, type LoggedRequest, type Request} from '../foundation/https.ts';
import type {Latency} from '../foundation/latency.ts';
import {FilterError, readFilter} from './filter.ts';
import {inCurrency, priceRows, type PriceRow} from './rows.ts';

const path = '/api/retail/prices';

export interface PricesOptions {
	faults: Faults;
	latency: Latency;
	authority: SandboxAuthority;
	/** Rows a page. */
	pageSize?: number;
}

export interface PricesServer {
	/** The price list's own address: `https://127.0.0.1:PORT/api/retail/prices`. */
	url: string;
	log: LoggedRequest[];
	close(): Promise<void>;
}

/** Starts the retail price list of the rehearsal: no sign-in, filters, pages. */
export async function startPrices({faults, latency, authority, pageSize = 100}: PricesOptions): Promise<PricesServer> {
	const rows = priceRows();
	const server = await startHttps({
		certificate: await authority.issue(['127.0.0.1', 'localhost', 'prices.azure.com']),
		faults,
		operation: () => 'prices',
		async handle(request) {
			await latency.pass('prices', request.signal);
			return answer(request, rows, pageSize);
		},
	});
	return {url: `${server.url}${path}`, log: server.log, close: server.close};
}

function answer(request: Request, rows: PriceRow[], pageSize: number): Answer {
	if (request.path !== path || request.method !== 'GET') {
		return {status: 404};
	}

	const query = request.url.searchParams;
	const currency = (query.get('currencyCode') ?? 'USD').replaceAll("'", '');
	const priced = inCurrency(rows, currency);
	if (!priced) {
		return refuse(`${currency} is not a supported currency.`);
	}

	const skip = Number(query.get('$skip') ?? 0);
	const top = Number(query.get('$top') ?? Infinity);
	let found: PriceRow[];
	try {
		const test = readFilter(query.get('$filter') || `currencyCode eq '${currency}'`);
		// Filters say priceType where answers say type.
		found = priced.filter(row => test({...row, savingsPlan: undefined, priceType: row.type})).slice(0, top);
	} catch (error) {
		if (error instanceof FilterError) {
			return refuse(error.message);
		}

		throw error;
	}

	const page = found.slice(skip, skip + pageSize);
	return {
		status: 200,
		body: {
			BillingCurrency: currency,
			CustomerEntityId: 'Default',
			CustomerEntityType: 'Retail',
			Items: page,
			NextPageLink: skip + pageSize < found.length ? nextPage(request, skip + pageSize) : null,
			Count: page.length,
		},
	};
}

function nextPage(request: Request, skip: number): string {
	const next = new URL(`https://${request.headers['host'] ?? ''}${request.url.pathname}${request.url.search}`);
	next.searchParams.set('$skip', String(skip));
	return next.href;
}

function refuse(message: string): Answer {
	return {status: 400, body: {Error: {Code: 'BadRequest', Message: `Invalid OData parameters supplied. ${message}`}}};
}
