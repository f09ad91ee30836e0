import type {DnsAnswer} from '../../dns/gateway.ts';
import type {MachineContext} from '../step.ts';

/** What the rounds know of the record. */
export type RecordContext = MachineContext<{record: {ip: string}}>;

/** What all servers said in one round. */
export interface Proof {
	proven: boolean;
	/** Whether the zone's own servers agree. */
	authoritative: boolean;
	answers: DnsAnswer[];
}

/**
 * One round of questions. Public resolvers are asked only once the zone's own servers agree:
 * asked before, they would remember for half an hour that the name does not exist.
 */
export async function askRound(context: RecordContext): Promise<Proof> {
	const {domain, zone} = context.deployment.choices;
	const {ip} = context.needs.record;
	const {dns} = context.gateways;
	const own = await dns.askAuthoritative(domain, zone.nameServers, context.signal);
	if (!agreed(own, ip)) {
		return {proven: false, authoritative: false, answers: own};
	}

	const others = await dns.askPublic(domain, context.signal);
	return {proven: agreed(others, ip), authoritative: true, answers: [...own, ...others]};
}

/** Whether an answer is the address alone. */
export function isRight(answer: DnsAnswer, ip: string): boolean {
	return !answer.error && answer.strays.length === 0 && answer.addresses.length === 1 && answer.addresses[0] === ip;
}

/** `ada.ns.cloudflare.com: 203.0.113.10`, `1.1.1.1:53: nothing yet` */
export function describeAnswer({server, addresses, strays, error}: DnsAnswer): string {
	return `${server}: ${error ?? ([...addresses, ...strays].join(', ') || 'nothing yet')}`;
}

/** A server that can't be reached from here proves nothing, neither way; at least one has to say so. */
function agreed(answers: DnsAnswer[], ip: string): boolean {
	const heard = answers.filter(answer => !answer.error);
	return heard.length > 0 && heard.every(answer => isRight(answer, ip));
}
