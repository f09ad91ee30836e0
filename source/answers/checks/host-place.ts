import {isIPv4} from 'node:net';
import {UsageError} from '../../errors/kinds.ts';
import {right, wrong, type Verdict} from '../answers.ts';

/** Who signs in to a machine, and where it is. */
export interface HostPlace {
	user: string;
	address: string;
	port: number;
}

/** `user@address`, or `user@address:port`; the address is an IPv4 address or a name. */
export function checkHostPlace(text: string): Verdict<HostPlace> {
	const {
		user,
		address = '',
		port = '22',
	} = /^(?<user>[a-z_][\w.-]*)@(?<address>[a-z\d.-]+)(?::(?<port>\d{1,5}))?$/i.exec(text.trim())?.groups ?? {};
	const good = isIPv4(address) || (/[a-z]/i.test(address) && !/^[.-]|[.-]$|\.\./.test(address));
	return user && good && Number(port) > 0 && Number(port) < 65_536
		? right({user, address: address.toLowerCase(), port: Number(port)})
		: wrong(`“${text.trim()}” is not a machine. Use USER@ADDRESS, such as ubuntu@203.0.113.10.`);
}

/** Throws unless the address is an IPv4 address: the A record can't point to anything else. */
export function requireNumber({address}: Pick<HostPlace, 'address'>): void {
	if (!isIPv4(address)) {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: `--host: ${address} is a host name; the DNS record needs the machine's public IPv4 address.`,
			outcome: 'Nothing was changed.',
			next: 'Use USER@ADDRESS with the IPv4 address.',
		});
	}
}
