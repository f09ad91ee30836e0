import {setTimeout as pause} from 'node:timers/promises';
import {ActionError, ExternalError, type OperatorError} from '../../errors/kinds.ts';
import {handle} from '../handle.ts';
import {machineStep} from '../step.ts';
import {askRound, describeAnswer, isRight, type Proof, type RecordContext} from './proof.ts';
import {dnsRecord} from './record.ts';

/** The record, known at all resolvers. */
export const propagatedRecord = handle<{servers: string[]}>('dns.propagation');

/** How long the record may take, in milliseconds. */
export interface PropagationTiming {
	deadline: number;
	/** Between two rounds. */
	pause: number;
	/** Between two lines that say the same. */
	heartbeat: number;
}

const usual: PropagationTiming = {deadline: 600_000, pause: 2000, heartbeat: 10_000};

/** Rounds in which public resolvers may disagree when everything was already proven: their caches are many. */
const secondLooks = 3;

/** The record, proven at the zone's own name servers and at public resolvers. */
export function propagationStep(timing: PropagationTiming = usual) {
	return machineStep({
		id: 'dns.propagation',
		plane: 'dns',
		title: 'Wait until the name resolves',
		needs: {record: dnsRecord},
		gives: propagatedRecord,

		async inspect(context) {
			const {ip} = context.needs.record;
			let proof = await askRound(context);
			for (let look = 1; !proof.proven && proof.authoritative && look < secondLooks; look += 1) {
				await pause(timing.pause, undefined, {signal: context.signal});
				proof = await askRound(context);
			}

			if (proof.proven) {
				const servers = [...new Set(proof.answers.filter(answer => isRight(answer, ip)).map(({server}) => server))];
				return {evidence: `${ip} at ${servers.join(', ')}`, findings: [], result: {servers}};
			}

			const evidence = wrongAnswers(proof, ip).join('; ');
			const fix = 'Waits until all of them have the record.';
			return {evidence, findings: [{code: 'dns.propagation.absent', state: 'absent', evidence, fix}]};
		},

		async apply(context) {
			const {ip} = context.needs.record;
			const proof = await wait(context, timing);
			return {servers: proof.answers.filter(answer => isRight(answer, ip)).map(({server}) => server)};
		},
	});
}

async function wait(context: RecordContext, timing: PropagationTiming): Promise<Proof> {
	const {ip} = context.needs.record;
	const started = performance.now();
	let said = {text: '', at: 0};
	for (;;) {
		const proof = await askRound(context);
		if (proof.proven) {
			return proof;
		}

		const now = performance.now();
		const text = wrongAnswers(proof, ip).join('; ');
		if (text !== said.text || now - said.at >= timing.heartbeat) {
			said = {text, at: now};
			context.say(`Still waiting for ${ip}: ${text} (${Math.round((now - started) / 1000)} of ${Math.round(timing.deadline / 1000)} s)`);
		}

		if (now - started + timing.pause >= timing.deadline) {
			throw gaveUp(context, proof, timing);
		}

		await pause(timing.pause, undefined, {signal: context.signal});
	}
}

function wrongAnswers(proof: Proof, ip: string): string[] {
	return proof.answers.filter(answer => !isRight(answer, ip)).map(describeAnswer);
}

function gaveUp(context: RecordContext, proof: Proof, timing: PropagationTiming): OperatorError {
	const {domain, zone} = context.deployment.choices;
	const {ip} = context.needs.record;
	const common = {outcome: 'The record is kept, and so is everything created so far.', evidence: proof.answers.map(describeAnswer)};
	const waited = `within ${Math.round(timing.deadline / 60_000)} min`;
	if (proof.answers.some(({strays}) => strays.length > 0)) {
		return new ActionError({
			code: 'dns.strays',
			cause: `${domain} also has foreign records (AAAA or CNAME), which send visitors and Let's Encrypt to another machine.`,
			next: 'Delete them at the DNS provider, then run the same command again.',
			...common,
		});
	}

	if (proof.answers.every(({error}) => error)) {
		return new ExternalError({
			code: 'dns.silent',
			cause: `No name server of ${zone.name} could be asked from here ${waited}.`,
			next: 'This network may block DNS (port 53). Try another network, or name a resolver that answers with WASPER_DNS_SERVERS=host:port.',
			...common,
		});
	}

	return proof.authoritative
		? new ExternalError({
				code: 'dns.cached',
				cause: `The zone's own name servers know ${domain}, but public resolvers did not ${waited}: they may cache an older answer for up to half an hour.`,
				next: 'Wait half an hour, then run the same command again.',
				...common,
			})
		: new ActionError({
				code: 'dns.notDelegated',
				cause: `The name servers of ${zone.name} did not answer with ${ip} ${waited}.`,
				next: `Check whether ${zone.name} is active in the Cloudflare dashboard and whether its registrar names ${zone.nameServers.join(' and ') || "Cloudflare's name servers"}; then run the same command again.`,
				...common,
			});
}
