import {domainToASCII} from 'node:url';

/** The host name inside a pasted address, in lower case: scheme, user, path, port and trailing dot removed. */
export function hostNameIn(text: string): string {
	return text
		.trim()
		.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
		.replace(/^[^/@]*@/, '')
		.replace(/[/?#].*$/, '')
		.replace(/:\d*$/, '')
		.replace(/\.+$/, '')
		.toLowerCase();
}

/** The one spelling in which domain names are stored and compared: in ASCII (punycode). An invalid name stays as it is typed. */
export function normalizeDomain(text: string): string {
	const name = hostNameIn(text);
	return domainToASCII(name) || name;
}
