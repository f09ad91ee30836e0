import type {SiteContext} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';

/** Whether the zone is active at Cloudflare, and the token sees it. */
export async function checkZone(context: SiteContext): Promise<Outcome> {
	const {zone} = context.choices;
	const zones = await context.zones();
	const found = zones.find(({id}) => id === zone.id);
	if (!found) {
		return failed(
			`The Cloudflare token does not see the zone ${zone.name}.`,
			'Give the token Zone Read for it, or choose another --domain.',
			`sees ${zones.map(({name}) => name).join(', ') || 'no zone'}`,
		);
	}

	const evidence = `${found.name} is ${found.status}${found.paused ? ', paused' : ''}`;
	return found.status === 'active'
		? passed(found.paused ? `${evidence}: DNS works all the same` : evidence)
		: failed(
				`The zone ${found.name} is ${found.status} at Cloudflare: the domain does not use Cloudflare's name servers yet.`,
				`Set the name servers ${found.nameServers.join(' and ')} at the registrar, and wait until Cloudflare reports the zone as active.`,
				evidence,
			);
}

/** Whether the zone is delegated to Cloudflare's name servers, and the domain to no others below it. */
export async function checkDelegation(context: SiteContext): Promise<Outcome> {
	const {gateways, choices, signal} = context;
	const {zone} = choices;
	const wanted = zone.nameServers.map(server => server.toLowerCase()).toSorted();
	const [asked, child, zones] = await Promise.all([
		gateways.delegation.nameServers(zone.name, signal),
		findChildZone(context),
		context.zones(),
	]);
	if (child) {
		return failed(
			`${child.name} is a zone of its own, delegated to ${child.servers.join(' and ')}: records for ${choices.domain} in ${zone.name} have no effect.`,
			`Give the token access to the zone ${child.name} if it is at Cloudflare, or choose a --domain outside ${child.name}.`,
			`${child.name} NS ${child.servers.join(' ')}`,
		);
	}

	if (asked.length === 0 && gateways.ownDns) {
		return unknown('The name servers of WASPER_DNS_SERVERS do not return NS records for the zone.', `no NS for ${zone.name}`);
	}

	const evidence = `${zone.name} NS ${asked.join(' ') || 'none'}`;
	if (wanted.length > 0 && asked.join() === wanted.join()) {
		return passed(evidence);
	}

	// Custom name servers have names of their own, and Cloudflare checks the delegation of an active zone itself.
	return asked.length > 0 && zones.find(({id}) => id === zone.id)?.status === 'active'
		? failed(
				`${zone.name} has other name servers in DNS than the zone at Cloudflare, which Cloudflare reports as active.`,
				'No action is needed with custom name servers. Otherwise check the delegation at the registrar.',
				`${evidence}; Cloudflare's are ${wanted.join(' ') || 'not reported'}`,
				'note',
			)
		: failed(
				asked.length === 0
					? `${zone.name} has no name servers in DNS.`
					: `${zone.name} is delegated to other name servers than Cloudflare's.`,
				`Set ${wanted.join(' and ') || "Cloudflare's name servers"} at the registrar, and no others.`,
				`${evidence}; Cloudflare's are ${wanted.join(' ') || 'not reported'}`,
			);
}

/** The zone between the chosen one and the domain, the domain included, that is delegated to name servers of its own. */
async function findChildZone({gateways, choices, signal}: SiteContext): Promise<{name: string; servers: string[]} | undefined> {
	const {domain, zone} = choices;
	const labels = domain.slice(0, -zone.name.length).split('.').filter(Boolean);
	const names = labels.map((_, index) => `${labels.slice(index).join('.')}.${zone.name}`).toReversed();
	const delegated = await Promise.all(names.map(async name => ({name, servers: await gateways.delegation.nameServers(name, signal)})));
	return delegated.find(({servers}) => servers.length > 0);
}
