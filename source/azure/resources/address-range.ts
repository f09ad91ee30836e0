import {isIPv4} from 'node:net';

/** How much of one thing another covers. */
export type Coverage = 'all' | 'some' | 'none';

/** How much of `inner` `outer` covers: IPv4 addresses or CIDRs; undefined where one is neither. */
export function rangeCoverage(outer: string, inner: string): Coverage | undefined {
	const [one, other] = [parse(outer), parse(inner)];
	if (!one || !other) {
		return undefined;
	}

	const overlaps = one.first <= other.last && other.first <= one.last;
	return one.first <= other.first && other.last <= one.last ? 'all' : overlaps ? 'some' : 'none';
}

function parse(text: string): {first: number; last: number} | undefined {
	const [address = '', length = '32'] = text.split('/');
	if (!isIPv4(address)) {
		return undefined;
	}

	const size = 2 ** (32 - Number(length));
	const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	const first = Math.floor(number / size) * size;
	return {first, last: first + size - 1};
}
