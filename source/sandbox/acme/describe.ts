import type {Answer} from '../foundation/https.ts';
import {orderStatus, type Account, type Authorization, type Order} from './book.ts';
import type {Services} from './services.ts';

/** An account as the directory shows it. */
export function accountAnswer(base: string, status: number, account: Account): Answer {
	return {
		status,
		headers: {location: `${base}/account/${account.id}`},
		body: {status: 'valid', contact: account.contact, key: account.key},
	};
}

/** An order, its status and where to go on. */
export function orderAnswer({book, base}: Services, status: number, order: Order): Answer {
	const current = orderStatus(book, order);
	const failed = order.authorizationIds.map(id => book.authorizations.get(id)?.error).find(Boolean);
	return {
		status,
		headers: {location: `${base}/order/${order.id}`},
		body: {
			status: current,
			expires: order.expires,
			identifiers: order.names.map(value => ({type: 'dns', value})),
			authorizations: order.authorizationIds.map(id => `${base}/authorization/${id}`),
			finalize: `${base}/finalize/${order.id}`,
			...(current === 'valid' && {certificate: `${base}/certificate/${order.id}`}),
			...(failed && {error: failed}),
		},
	};
}

/** An authorization with its challenge. */
export function describeAuthorization(base: string, authorization: Authorization) {
	const {name, expires, status} = authorization;
	return {identifier: {type: 'dns', value: name}, status, expires, challenges: [describeChallenge(base, authorization)]};
}

/** The http-01 challenge of an authorization. */
export function describeChallenge(base: string, {id, token, status, validated, error}: Authorization) {
	return {type: 'http-01', url: `${base}/challenge/${id}`, token, status, ...(validated && {validated}), ...(error && {error})};
}
