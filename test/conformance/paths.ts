import {readdirSync, readFileSync} from 'node:fs';
import type {SentRequest} from '../azure/recorded-azure.ts';
import {specifications} from './schemas.ts';

interface Published {
	/** Matches a path without its query. */
	pattern: RegExp;
	methods: string[];
	apiVersion: string;
}

let published: Published[] | undefined;

/** What is wrong with a request's address by the published list of operations: unknown, or older than published. */
export function faultsOfPath(request: SentRequest): string[] {
	published ??= readPublished();
	const path = decodeURIComponent(request.path).replace(/^\/+/, '/');
	const matching = published.filter(({pattern, methods}) => pattern.test(path) && methods.includes(request.method.toLowerCase()));
	if (matching.length === 0) {
		return [`${request.method} ${path} is no published operation`];
	}

	// The SDKs may be newer than the schemas at hand, never older. A preview is not asked for.
	const newest =
		matching
			.map(({apiVersion}) => apiVersion)
			.filter(apiVersion => !apiVersion.endsWith('-preview'))
			.toSorted()
			.at(-1) ?? '';
	return request.apiVersion >= newest ? [] : [`${request.method} ${path} has api-version ${request.apiVersion}, ${newest} is published`];
}

function readPublished(): Published[] {
	const folder = `${specifications}json/`;
	return readdirSync(folder)
		.filter(name => name.startsWith('arm-'))
		.flatMap(name => {
			const {paths} = JSON.parse(readFileSync(folder + name, 'utf8')) as {paths: Record<string, Record<string, unknown>>};
			return Object.entries(paths).map(([address, operations]) => describe(address, Object.keys(operations)));
		});
}

function describe(address: string, methods: string[]): Published {
	const [path = '', query = ''] = address.split('?');
	const source = path
		.split('/')
		.map(part => (part === '{scope}' ? '.+' : part.startsWith('{') ? '[^/]+' : part.replaceAll('.', String.raw`\.`)))
		.join('/')
		.replace('/.+/', '(?:/.+)?/');
	return {pattern: new RegExp(`^${source}$`, 'i'), methods, apiVersion: new URLSearchParams(query).get('api-version') ?? ''};
}
