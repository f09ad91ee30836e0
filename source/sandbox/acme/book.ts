import {randomBytes} from 'node:crypto';
import type {JWK} from 'jose';
import type {State, Table} from '../foundation/state.ts';
import type {Problem} from './problem.ts';

export interface Account {
	id: string;
	key: JWK;
	contact: string[];
}

export interface Authorization {
	id: string;
	accountId: string;
	name: string;
	status: 'pending' | 'valid' | 'invalid';
	/** Of the http-01 challenge. */
	token: string;
	/** ISO time. */
	expires: string;
	validated?: string;
	error?: ReturnType<Problem['document']>;
}

export interface Order {
	id: string;
	accountId: string;
	names: string[];
	authorizationIds: string[];
	expires: string;
	/** PEM chain, once issued. */
	certificate?: string;
	issued?: string;
}

/** Everything that the certificate authority remembers, by id. */
export interface Book {
	accounts: Table<Account>;
	authorizations: Table<Authorization>;
	orders: Table<Order>;
}

const hour = 60 * 60 * 1000;
const orderLife = 7 * 24 * hour;
const authorizationLife = 30 * 24 * hour;

export function openBook(state: State): Book {
	return {
		accounts: state.table<Account>('acme-accounts'),
		authorizations: state.table<Authorization>('acme-authorizations'),
		orders: state.table<Order>('acme-orders'),
	};
}

/** A new order; authorizations that the account still holds for a name are used again. */
export function createOrder(book: Book, accountId: string, names: string[]): Order {
	const authorizations = names.map(name => validAuthorization(book, accountId, name) ?? createAuthorization(book, accountId, name));
	const order: Order = {
		id: newId(),
		accountId,
		names,
		authorizationIds: authorizations.map(authorization => authorization.id),
		expires: new Date(Date.now() + orderLife).toISOString(),
	};
	book.orders.set(order.id, order);
	return order;
}

/** Status of an order, as its authorizations and certificate say. */
export function orderStatus(book: Book, order: Order): 'pending' | 'ready' | 'valid' | 'invalid' {
	if (order.certificate) {
		return 'valid';
	}

	const statuses = order.authorizationIds.map(id => book.authorizations.get(id)?.status);
	if (statuses.includes('invalid')) {
		return 'invalid';
	}

	return statuses.every(status => status === 'valid') ? 'ready' : 'pending';
}

function validAuthorization(book: Book, accountId: string, name: string): Authorization | undefined {
	const now = new Date().toISOString();
	return book.authorizations
		.values()
		.find(
			authorization =>
				authorization.accountId === accountId &&
				authorization.name === name &&
				authorization.status === 'valid' &&
				authorization.expires > now,
		);
}

function createAuthorization(book: Book, accountId: string, name: string): Authorization {
	const authorization: Authorization = {
		id: newId(),
		accountId,
		name,
		status: 'pending',
		token: randomBytes(32).toString('base64url'),
		expires: new Date(Date.now() + authorizationLife).toISOString(),
	};
	book.authorizations.set(authorization.id, authorization);
	return authorization;
}

export function newId(): string {
	return randomBytes(9).toString('hex');
}
