import type {Book} from './book.ts';
import {Problem} from './problem.ts';

const hour = 60 * 60 * 1000;
const certificatesPerSet = {
	most: 5,
	within: 7 * 24 * hour,
	words: 'in the last 168h0m0s',
	anchor: 'new-certificates-per-exact-set-of-identifiers',
};
const failuresPerName = {most: 5, within: hour, words: 'in the last 1h0m0s', anchor: 'authorization-failures-per-identifier-per-account'};

/** Refuses an order that the public authority's limits would refuse: 5 certificates a week for one set of names, 5 failures an hour for one name. */
export function checkLimits(book: Book, accountId: string, names: string[]): void {
	const set = names.toSorted().join(',');
	const issued = book.orders.values().flatMap(order => (order.issued && order.names.toSorted().join(',') === set ? [order.issued] : []));
	refuseBeyond(
		certificatesPerSet,
		issued,
		`too many certificates (${certificatesPerSet.most}) already issued for this exact set of identifiers`,
	);

	for (const name of names) {
		const failures = book.authorizations
			.values()
			.flatMap(authorization =>
				authorization.status === 'invalid' &&
				authorization.accountId === accountId &&
				authorization.name === name &&
				authorization.validated
					? [authorization.validated]
					: [],
			);
		refuseBeyond(failuresPerName, failures, `too many failed authorizations (${failuresPerName.most}) for ${JSON.stringify(name)}`);
	}
}

function refuseBeyond(limit: typeof failuresPerName, times: string[], words: string): void {
	const recent = times.map(time => Date.parse(time)).filter(time => time > Date.now() - limit.within);
	if (recent.length < limit.most) {
		return;
	}

	const retry = new Date(Math.min(...recent) + limit.within);
	const until = `${retry.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
	const seconds = Math.max(1, Math.ceil((retry.getTime() - Date.now()) / 1000));
	throw new Problem(
		'rateLimited',
		429,
		`${words} ${limit.words}, retry after ${until}: see https://letsencrypt.org/docs/rate-limits/#${limit.anchor}`,
		{
			'retry-after': String(seconds),
		},
	);
}
