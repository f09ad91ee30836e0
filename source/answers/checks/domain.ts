import {isIP} from 'node:net';
import {domainToUnicode} from 'node:url';
import {parse} from 'tldts';
import type {Zone} from '../../deployment/zone.ts';
import {hostNameIn, normalizeDomain} from '../../deployment/domain-name.ts';
import {right, wrong, type Verdict} from '../answers.ts';

/** What is wrong with an ASCII name by the rules for host names, if anything. */
function findFlaw(name: string): string | undefined {
	if (name.length > 253) {
		return `A domain may have at most 253 characters; this one has ${name.length}.`;
	}
	for (const label of name.split('.')) {
		if (label === '') {
			return 'The name has two dots in a row, or starts with a dot.';
		}
		if (label.length > 63) {
			return `Each part between dots may have at most 63 characters; “${label.slice(0, 12)}…” has ${label.length}.`;
		}
		if (label.includes('_')) {
			return `“${label}” contains an underscore, for which no certificate authority issues a certificate. Use a hyphen.`;
		}
		if (!/^[a-z0-9-]+$/.test(label)) {
			return `“${label}” contains characters that are not allowed in a host name: use letters, digits and hyphens only.`;
		}
		if (label.startsWith('-') || label.endsWith('-')) {
			return `“${label}” starts or ends with a hyphen.`;
		}
	}
	return undefined;
}

/** Checks a name without asking anybody. The value is ASCII, lower case, without a trailing dot. */
export function checkDomain(text: string): Verdict<string> {
	const typed = text.trim();
	if (typed === '') {
		return wrong('Enter a domain, such as wasper.example.com.');
	}
	if (/\s/.test(typed)) {
		const joined = typed.replaceAll(/\s+/g, '');
		return wrong('A domain contains no spaces.', checkDomain(joined).ok ? joined : undefined);
	}
	const address = typed.replace(/^\[|\]$/g, '');
	if (isIP(address) || isIP(hostNameIn(typed))) {
		return wrong(`${address} is an IP address; certificates are issued for domain names.`);
	}

	const cleaned = hostNameIn(typed);
	if (/[:/?#@]/.test(typed)) {
		return wrong('Enter only the domain, without scheme, port or path.', checkDomain(cleaned).ok ? cleaned : undefined);
	}
	if (cleaned.includes('*')) {
		const plain = cleaned.replace(/^\*\./, 'wasper.');
		return wrong('A wildcard is not a single host. Enter one domain.', plain.includes('*') ? undefined : plain);
	}

	const ascii = normalizeDomain(cleaned);
	const flaw = findFlaw(ascii);
	if (flaw) {
		const hyphens = cleaned.replaceAll('_', '-');
		return wrong(flaw, hyphens !== cleaned && checkDomain(hyphens).ok ? hyphens : undefined);
	}
	if (!ascii.includes('.')) {
		return wrong(`“${cleaned}” has no dot; a public domain has at least two parts, such as ${cleaned}.example.com.`);
	}

	const suffix = parse(ascii, {allowPrivateDomains: true});
	if (suffix.publicSuffix === ascii) {
		return wrong(`“${cleaned}” is a public suffix, which nobody can own. Put your own name in front of it.`);
	}
	if (/^\d+$/.test(ascii.split('.').at(-1) ?? '')) {
		return wrong('The last part of a domain is never a number.');
	}
	return ascii === cleaned ? right(ascii) : right(ascii, `${domainToUnicode(ascii)} is written ${ascii} in DNS and in the certificate.`);
}

/** The zone that holds `name`: the longest suffix among the token's zones, since zones may be cut anywhere. */
export function findZone(name: string, zones: readonly Zone[]): Zone | undefined {
	return zones.filter(zone => name === zone.name || name.endsWith(`.${zone.name}`)).toSorted((a, b) => b.name.length - a.name.length)[0];
}

/** Finds the zone of a checked name, or says which zones the token sees. */
export function matchZone(name: string, zones: readonly Zone[]): Verdict<{name: string; zone: Zone}> {
	const zone = findZone(name, zones);
	if (!zone) {
		const names = zones.map(({name: zoneName}) => domainToUnicode(zoneName));
		const list = names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : names.join(', ');
		return wrong(
			names.length === 0
				? `The Cloudflare token has access to no zone, so ${name} can't be set. Give it Zone Read for the zone.`
				: `${name} is not in any of the zones that the Cloudflare token has access to: ${list}.`,
		);
	}
	if (zone.status !== 'active') {
		return wrong(
			`The zone ${domainToUnicode(zone.name)} is ${zone.status} at Cloudflare: its name servers are not in use yet. Set ${zone.nameServers.join(' and ')} at the registrar first.`,
		);
	}
	if (zone.paused) {
		return right({name, zone}, `The zone ${domainToUnicode(zone.name)} is paused at Cloudflare; DNS still works.`);
	}
	return right({name, zone}, name === zone.name ? `${name} is the zone apex: it will point to the new VM.` : undefined);
}
