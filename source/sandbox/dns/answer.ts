import {nameServerDomain, type DnsRecord, type Zone} from '../cloudflare/rehearsal.ts';

/** What name servers serve at one moment. */
export interface ZoneData {
	zones: Zone[];
	records: DnsRecord[];
}

/** One resource record of an answer; `content` as a zone file writes it. */
export interface ResourceRecord {
	name: string;
	type: string;
	ttl: number;
	content: string;
}

export interface DnsReply {
	code: 'NOERROR' | 'NXDOMAIN';
	answers: ResourceRecord[];
	/** The zone's SOA when there is no answer, so that resolvers know how long to remember that. */
	authorities: ResourceRecord[];
}

/** Where proxied names point to: the proxy, not the origin. */
const proxyAddresses: Record<string, string[]> = {A: ['192.0.2.80', '192.0.2.81'], AAAA: ['2001:db8::80', '2001:db8::81']};
const nameServerAddresses: Record<string, string> = {[`ada.${nameServerDomain}`]: '192.0.2.53', [`bob.${nameServerDomain}`]: '192.0.2.54'};
/** Seconds that an automatic TTL stands for. */
const automaticTtl = 300;
const longestChain = 8;

/** What DNS says about `name` and `type`, CNAMEs followed. */
export function answer(data: ZoneData, name: string, type: string): DnsReply {
	const answers: ResourceRecord[] = [];
	let current = name.toLowerCase();
	for (let link = 0; link < longestChain; link += 1) {
		const found = lookUp(data, current, type);
		answers.push(...found.answers);
		const alias = type === 'CNAME' ? undefined : found.answers.find(record => record.type === 'CNAME');
		if (!alias) {
			return {...found, answers};
		}

		current = alias.content;
	}

	return {code: 'NOERROR', answers, authorities: []};
}

function lookUp({zones, records}: ZoneData, name: string, type: string): DnsReply {
	const nameServer = nameServerAddresses[name];
	if (nameServer) {
		return {code: 'NOERROR', answers: type === 'A' ? [{name, type, ttl: automaticTtl, content: nameServer}] : [], authorities: []};
	}

	const zone = zones.filter(candidate => isWithin(name, candidate.name)).toSorted((one, other) => other.name.length - one.name.length)[0];
	if (!zone) {
		return {code: 'NXDOMAIN', answers: [], authorities: []};
	}

	const authorities = [startOfAuthority(zone)];
	if (name === zone.name && (type === 'NS' || type === 'SOA')) {
		return {
			code: 'NOERROR',
			answers: type === 'SOA' ? authorities : nameServersOf(zone).map(content => ({name, type, ttl: 86_400, content})),
			authorities: [],
		};
	}

	// While a zone is pending, the world still asks the old name servers, which know nothing of these records.
	const served = zone.status === 'active' ? records.filter(record => record.zoneId === zone.id) : [];
	const own = served.filter(record => record.name === name);
	const found = own.length > 0 ? own : wildcards(served, zone, name);
	const answers = found.flatMap(record => resourceRecords(record, name, type));
	const exists = found.length > 0 || name === zone.name || served.some(record => record.name.endsWith(`.${name}`));
	return {code: exists ? 'NOERROR' : 'NXDOMAIN', answers, authorities: answers.length > 0 ? [] : authorities};
}

/** Records of the nearest wildcard above `name`, unless a nearer name exists. */
function wildcards(records: DnsRecord[], zone: Zone, name: string): DnsRecord[] {
	for (let parent = name; parent !== zone.name;) {
		parent = parent.slice(parent.indexOf('.') + 1);
		const found = records.filter(record => record.name === `*.${parent}`);
		if (found.length > 0 || records.some(record => record.name === parent)) {
			return found;
		}
	}

	return [];
}

function resourceRecords(record: DnsRecord, name: string, type: string): ResourceRecord[] {
	const ttl = record.ttl === 1 ? automaticTtl : record.ttl;
	if (record.proxied) {
		return (proxyAddresses[type] ?? []).map(content => ({name, type, ttl, content}));
	}

	const fits = record.type === type || record.type === 'CNAME';
	return fits
		? [{name, type: record.type, ttl, content: record.type === 'MX' ? `${record.priority ?? 0} ${record.content}` : record.content}]
		: [];
}

function nameServersOf(zone: Zone): string[] {
	return zone.status === 'active' ? (zone.delegatedTo ?? zone.nameServers) : zone.originalNameServers;
}

function startOfAuthority(zone: Zone): ResourceRecord {
	const [primary = ''] = nameServersOf(zone);
	return {name: zone.name, type: 'SOA', ttl: 1800, content: `${primary} dns.${nameServerDomain} 2026010100 10000 2400 604800 1800`};
}

function isWithin(name: string, zone: string): boolean {
	return name === zone || name.endsWith(`.${zone}`);
}
