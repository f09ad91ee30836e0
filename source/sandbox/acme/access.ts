import type * as z from 'zod';
import type {Authorization, Book, Order} from './book.ts';
import {Problem} from './problem.ts';
import type {SignedRequest} from './signed-request.ts';
import type {Services} from './services.ts';

/** The account's order `id`. Throws a Problem when it is missing or somebody else's. */
export function ownOrder({book}: Services, signed: SignedRequest, id: string): Order {
	const order = book.orders.get(id);
	return own(order, order?.accountId, signed);
}

/** The account's authorization `id`. Throws as `ownOrder`. */
export function ownAuthorization(book: Book, signed: SignedRequest, id: string): Authorization {
	const authorization = book.authorizations.get(id);
	return own(authorization, authorization?.accountId, signed);
}

/** `thing`, if it exists and belongs to the account that signed. */
export function own<T>(thing: T | undefined, owner: string | undefined, signed: SignedRequest): T {
	if (thing === undefined) {
		throw new Problem('malformed', 404, 'Not found');
	}

	if (owner !== signed.accountId) {
		throw new Problem('unauthorized', 403, 'Account is not authorized to see this resource');
	}

	return thing;
}

/** The payload as `schema` reads it. Throws a Problem when it is something else. */
export function read<T extends z.ZodType>(schema: T, payload: unknown): z.output<T> {
	const parsed = schema.safeParse(payload ?? {});
	if (!parsed.success) {
		throw new Problem('malformed', 400, 'Error unmarshaling JSON');
	}

	return parsed.data;
}
