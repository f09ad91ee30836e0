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
		: wrong(`“${text.trim()}” is no machine: give USER@ADDRESS, such as ubuntu@203.0.113.10.`);
}

/** Throws unless the address is a number: a DNS record can point to nothing else. */
export function requireNumber({address}: Pick<HostPlace, 'address'>): void {
	if (!isIPv4(address)) {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: `--host: ${address} is a name; the DNS record needs the machine's public IPv4 address.`,
			outcome: 'Nothing was begun.',
			next: 'Give USER@ADDRESS with the number.',
		});
	}
}
