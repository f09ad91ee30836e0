import {isIP} from 'node:net';
import {domainToUnicode} from 'node:url';
import {parse} from 'tldts';
import type {Zone} from '../../cloudflare/gateway.ts';
import {hostNameIn, normalizeDomain} from '../../deployment/domain-name.ts';
import {right, wrong, type Verdict} from '../answers.ts';

/** What is wrong with an ASCII name by the rules for host names, if anything. */
function findFlaw(name: string): string | undefined {
	if (name.length > 253) {
		return `A name has at most 253 characters; this one has ${name.length}.`;
	}
	for (const label of name.split('.')) {
		if (label === '') {
			return 'Two dots stand side by side, or the name begins with a dot.';
		}
		if (label.length > 63) {
			return `Each part between dots has at most 63 characters; “${label.slice(0, 12)}…” has ${label.length}.`;
		}
		if (label.includes('_')) {
			return `“${label}” holds an underscore, which no certificate authority signs. Use a hyphen.`;
		}
		if (!/^[a-z0-9-]+$/.test(label)) {
			return `“${label}” holds characters that no host name may have: letters, digits and hyphens only.`;
		}
		if (label.startsWith('-') || label.endsWith('-')) {
			return `“${label}” begins or ends with a hyphen.`;
		}
	}
	return undefined;
}

/** Checks a name without asking anybody. The value is ASCII, lower case, without a trailing dot. */
export function checkDomain(text: string): Verdict<string> {
	const typed = text.trim();
	if (typed === '') {
		return wrong('A name is needed, such as wasper.example.com.');
	}
	if (/\s/.test(typed)) {
		const joined = typed.replaceAll(/\s+/g, '');
		return wrong('A name holds no spaces.', checkDomain(joined).ok ? joined : undefined);
	}
	const address = typed.replace(/^\[|\]$/g, '');
	if (isIP(address) || isIP(hostNameIn(typed))) {
		return wrong(`${address} is an address, not a name; certificates are issued for names.`);
	}

	const cleaned = hostNameIn(typed);
	if (/[:/?#@]/.test(typed)) {
		return wrong('Only the name is needed, without scheme, port or path.', checkDomain(cleaned).ok ? cleaned : undefined);
	}
	if (cleaned.includes('*')) {
		const plain = cleaned.replace(/^\*\./, 'wasper.');
		return wrong('A wildcard names no single machine. Give one name.', plain.includes('*') ? undefined : plain);
	}

	const ascii = normalizeDomain(cleaned);
	const flaw = findFlaw(ascii);
	if (flaw) {
		const hyphens = cleaned.replaceAll('_', '-');
		return wrong(flaw, hyphens !== cleaned && checkDomain(hyphens).ok ? hyphens : undefined);
	}
	if (!ascii.includes('.')) {
		return wrong(`“${cleaned}” has no dot; a public name has at least two parts, such as ${cleaned}.example.com.`);
	}

	const suffix = parse(ascii, {allowPrivateDomains: true});
	if (suffix.publicSuffix === ascii) {
		return wrong(`“${cleaned}” is a public suffix that many owners share; nobody can hold it. Put your own name before it.`);
	}
	if (/^\d+$/.test(ascii.split('.').at(-1) ?? '')) {
		return wrong('The last part of a name is never a number.');
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
				? `The Cloudflare token sees no zone at all, so ${name} can't be set. Give it Zone Read for the zone.`
				: `${name} is in none of the zones that the Cloudflare token sees: ${list}.`,
		);
	}
	if (zone.status !== 'active') {
		return wrong(
			`The zone ${domainToUnicode(zone.name)} is ${zone.status} at Cloudflare: its name servers aren't in charge yet. Set ${zone.nameServers.join(' and ')} at the registrar first.`,
		);
	}
	if (zone.paused) {
		return right({name, zone}, `The zone ${domainToUnicode(zone.name)} is paused at Cloudflare; DNS still works.`);
	}
	return right({name, zone}, name === zone.name ? `${name} is the zone itself: its bare name will point to the new machine.` : undefined);
}
