import * as z from 'zod';
import type {Endpoints} from '../environment/endpoints.ts';

/** What a certificate authority says of itself. */
export interface AcmeDirectory {
	/** Names by which CAA records may permit it. */
	caaIdentities: string[];
	newOrder: string;
}

const directory = z.object({
	newOrder: z.string(),
	meta: z.object({caaIdentities: z.array(z.string()).optional()}).optional(),
});

/** The certificate authority's directory. Throws what the connection says, or why the answer is no directory. */
export async function readDirectory(endpoints: Pick<Endpoints, 'acmeDirectory'>, signal: AbortSignal): Promise<AcmeDirectory> {
	const response = await fetch(endpoints.acmeDirectory, {signal, headers: {accept: 'application/json'}});
	if (!response.ok) {
		throw new Error(`HTTP ${response.status}`);
	}

	const {newOrder, meta} = directory.parse(await response.json());
	return {newOrder, caaIdentities: meta?.caaIdentities ?? []};
}
