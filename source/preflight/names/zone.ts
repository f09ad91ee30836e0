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

/** Whether the zone is delegated to Cloudflare's name servers. */
export async function checkDelegation(context: SiteContext): Promise<Outcome> {
	const {gateways, choices, signal} = context;
	const {zone} = choices;
	const wanted = zone.nameServers.map(server => server.toLowerCase()).toSorted();
	const asked = await gateways.delegation.nameServers(zone.name, signal);
	if (asked.length === 0 && gateways.ownDns) {
		return unknown('The name servers of WASPER_DNS_SERVERS do not return NS records for the zone.', `no NS for ${zone.name}`);
	}

	const evidence = `${zone.name} NS ${asked.join(' ') || 'none'}`;
	return wanted.length > 0 && asked.join() === wanted.join()
		? passed(evidence)
		: failed(
				asked.length === 0
					? `${zone.name} has no name servers in DNS.`
					: `${zone.name} is delegated to other name servers than Cloudflare's.`,
				`Set ${wanted.join(' and ') || "Cloudflare's name servers"} at the registrar, and no others.`,
				`${evidence}; Cloudflare's are ${wanted.join(' ') || 'not reported'}`,
			);
}
