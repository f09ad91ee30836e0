import {BlockList, isIP, isIPv4} from 'node:net';
import {right, wrong, type Verdict} from '../answers.ts';

const unreachable = new BlockList();
for (const [network, bits] of [
	['10.0.0.0', 8],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['100.64.0.0', 10],
] as const) {
	unreachable.addSubnet(network, bits);
}

/** Who may connect over SSH: an IPv4 address or network, or `*`. The value is a CIDR or `*`. */
export function checkSshFrom(text: string): Verdict<string> {
	const typed = text.trim();
	if (['*', '0.0.0.0/0', 'any', 'all'].includes(typed.toLowerCase())) {
		return right('*', 'SSH will be open to the internet, protected only by the key.');
	}
	const [address = '', bitsText = '32', ...rest] = typed.split('/');
	if (isIP(address) === 6) {
		return wrong("The VM has only an IPv4 address, so an IPv6 address can't reach it. Enter an IPv4 address.");
	}
	const bits = Number(bitsText);
	if (!isIPv4(address) || rest.length > 0 || !/^\d{1,2}$/.test(bitsText) || bits > 32) {
		return wrong(`“${typed}” is not an IP address or range. Examples: 203.0.113.7, 203.0.113.0/24.`);
	}
	if (bits < 8) {
		return wrong(`/${bits} opens SSH to ${2 ** (32 - bits)} addresses. Use /8 or narrower, or * to allow everyone.`);
	}
	if (unreachable.check(address)) {
		return wrong(`${address} is a private address. Azure sees your public one.`);
	}
	const network = networkOf(address, bits);
	return network === address || bits === 32
		? right(`${address}/${bits}`)
		: right(`${network}/${bits}`, `${typed} means the range ${network}/${bits}.`);
}

function networkOf(address: string, bits: number): string {
	const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	const size = 2 ** (32 - bits);
	const first = Math.floor(value / size) * size;
	return [24, 16, 8, 0].map(shift => Math.floor(first / 2 ** shift) % 256).join('.');
}
