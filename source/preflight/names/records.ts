import {describeRecord, explainConflict, isOurRecord, sortRecords} from '../../cloudflare/records.ts';
import type {SiteContext} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** Whether the name has a record of somebody else. */
export async function checkRecords(context: SiteContext): Promise<Outcome> {
	const {domain} = context.choices;
	const [records, ip = ''] = await Promise.all([context.records(), context.address()]);
	const {right, stale, foreign} = sortRecords(records, ip);
	if (foreign.length > 0) {
		return failed(
			`${domain} belongs to somebody else's record: ${foreign.map(record => explainConflict(record, ip)).join('; ')}.`,
			'Remove it in the Cloudflare dashboard, choose another --domain, or override this and answer “replace” when asked in a terminal.',
			foreign.map(describeRecord).join(', '),
		);
	}

	const ours = [...(right ? [right] : []), ...stale];
	return passed(ours.length > 0 ? `${domain} has ${ours.map(describeRecord).join(', ')}` : `${domain} is free`);
}

/** Whether the name is proxied by Cloudflare. */
export async function checkProxied(context: SiteContext): Promise<Outcome> {
	const {domain} = context.choices;
	const proxied = (await context.records()).filter(record => record.proxied);
	return proxied.length > 0
		? failed(
				`${domain} is proxied: visitors, SSH and the certificate challenge reach Cloudflare and not the machine.`,
				proxied.every(isOurRecord)
					? 'No action is needed: this run sets it to DNS only.'
					: 'Set the record to DNS only in the Cloudflare dashboard.',
				proxied.map(describeRecord).join(', '),
			)
		: passed('no proxied record');
}

/** Whether a wildcard answers for the name until its own record does. */
export async function checkWildcard(context: SiteContext): Promise<Outcome> {
	const {gateways, choices, signal} = context;
	const {domain, zone} = choices;
	const found = await Promise.all(
		parents(domain, zone.name).map(async parent => gateways.cloudflare.records(zone.id, `*.${parent}`, signal)),
	);
	const [nearest] = found.filter(records => records.length > 0);
	return nearest
		? failed(
				`The wildcard ${nearest[0]?.name} answers for ${domain} until its own record has propagated.`,
				'No action is needed: resolvers with a cached answer may return the old address for some minutes.',
				nearest.map(describeRecord).join(', '),
			)
		: passed('no wildcard above the name');
}

/** The names above `domain`, nearest first, up to the zone: those whose wildcards could answer for it. */
function parents(domain: string, zone: string): string[] {
	const own = domain
		.slice(0, Math.max(0, domain.length - zone.length - 1))
		.split('.')
		.filter(Boolean);
	return own.map((_, index) => [...own.slice(index + 1), zone].join('.'));
}
