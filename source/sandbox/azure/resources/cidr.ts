import {BlockList, isIPv4} from 'node:net';

interface Cidr {
	address: string;
	prefix: number;
}

/** Parts of an IPv4 range such as `10.0.0.0/16`; nothing when it is none or has bits beyond its prefix. */
export function parseCidr(text: string): Cidr | undefined {
	const [address = '', length = '', ...rest] = text.split('/');
	const prefix = Number(length);
	if (!isIPv4(address) || rest.length > 0 || !/^\d{1,2}$/.test(length) || prefix > 32) {
		return undefined;
	}

	const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	return number % 2 ** (32 - prefix) === 0 ? {address, prefix} : undefined;
}

export function contains(outer: string, inner: string): boolean {
	const [one, other] = [parseCidr(outer), parseCidr(inner)];
	if (!one || !other || one.prefix > other.prefix) {
		return false;
	}

	const range = new BlockList();
	range.addSubnet(one.address, one.prefix);
	return range.check(other.address);
}

export function overlap(one: string, other: string): boolean {
	return contains(one, other) || contains(other, one);
}
