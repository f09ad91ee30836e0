import type {DnsRecord} from '../../cloudflare/gateway.ts';
import {describeRecord, describeRecords, explainConflict, isOurRecord, sortRecords, type RecordsAtName} from '../../cloudflare/records.ts';
import {ActionError} from '../../errors/kinds.ts';
import type {Finding, Inspection} from '../../plan/finding.ts';
import {handle} from '../handle.ts';
import type {Machine} from '../machine.ts';
import {machineStep, type MachineContext} from '../step.ts';
import {deleteAll, listRecords, removeRecords} from './removal.ts';

interface MadeRecord {
	id: string;
	ip: string;
}

type RecordContext = MachineContext<{ip: {ip: string}}>;

/** The name's A record. */
export const dnsRecord = handle<MadeRecord>('dns.record');

/** The name's A record, which points to `machine`. A foreign record is never overwritten without asking. */
export function recordStep(machine: Machine) {
	return machineStep({
		id: 'dns.record',
		plane: 'dns',
		title: 'DNS record',
		needs: {ip: machine.address},
		gives: dnsRecord,

		async inspect(context) {
			const {ip} = context.needs.ip;
			return assess(await look(context), context.deployment.choices.domain, ip);
		},

		async apply(context) {
			const {domain, zone} = context.deployment.choices;
			const {cloudflare} = context.gateways;
			const {ip} = context.needs.ip;
			const {right, stale, foreign} = await look(context);
			if (foreign.length > 0) {
				await askToReplace(context, foreign);
				await deleteAll(context, foreign);
			}

			const [reused, ...superfluous] = right ? [right, ...stale] : stale;
			await deleteAll(context, superfluous);
			if (right) {
				return {id: right.id, ip};
			}

			context.say(`${reused ? 'Changing' : 'Creating'} the A record ${domain} → ${ip}`);
			const made = reused
				? await cloudflare.updateRecord(zone.id, reused, {ip}, context.signal)
				: await cloudflare.createRecord(zone.id, domain, ip, context.signal);
			return {id: made.id, ip};
		},

		owns: async context => listRecords(context, machine),
		remove: async context => removeRecords(context, machine),
	});
}

async function look(context: RecordContext): Promise<RecordsAtName> {
	const {domain, zone} = context.deployment.choices;
	return sortRecords(await context.gateways.cloudflare.records(zone.id, domain, context.signal), context.needs.ip.ip);
}

function assess({right, stale, foreign}: RecordsAtName, domain: string, ip: string): Inspection<MadeRecord> {
	const findings: Finding[] = [];
	if (foreign.length > 0) {
		findings.push({
			code: 'dns.record.foreign',
			state: 'drifted',
			evidence: `${domain} has ${describeRecords(foreign)}`,
			replace: true,
			changes: [{property: domain, from: describeRecords(foreign), to: `A ${ip}`}],
			cause: `A foreign record conflicts with ours: ${foreign.map(record => explainConflict(record, ip)).join('; ')}.`,
			fix: `Asks whether to replace it with A ${ip}.`,
			dataRisk: 'Whatever answers at this name today can then no longer be reached by it.',
		});
	}

	if (stale.length > 0) {
		findings.push({
			code: 'dns.record.stale',
			state: 'drifted',
			evidence: `${domain} has ${describeRecords(stale)}`,
			changes: [{property: domain, from: describeRecords(stale), to: `A ${ip}`}],
			cause: stale.some(({content}) => content !== ip)
				? 'Our record still points to another address.'
				: 'Our record was switched to proxied: visitors and the certificate check reach Cloudflare and not the machine.',
			fix: `Sets it to A ${ip}, not proxied.`,
		});
	}

	if (findings.length > 0) {
		return {evidence: `${domain} has ${describeRecords([...foreign, ...stale])}`, findings};
	}

	if (right) {
		const whose = isOurRecord(right) ? '' : ', a foreign record, which is kept';
		return {evidence: `${domain} → ${ip}${whose}`, findings: [], result: {id: right.id, ip}};
	}

	const evidence = `${domain} has no record yet`;
	return {evidence, findings: [{code: 'dns.record.absent', state: 'absent', evidence, fix: `Creates A ${ip}.`}]};
}

async function askToReplace({ask, deployment, needs}: RecordContext, foreign: DnsRecord[]): Promise<void> {
	const {domain} = deployment.choices;
	const {ip} = needs.ip;
	const conflicts = foreign.map(record => explainConflict(record, ip)).join('; ');
	const answer = await ask({
		id: 'dns.record.replace',
		text: `${domain} already has a record that this tool did not make: ${conflicts}. Replace it?`,
		choices: [
			{value: 'replace', label: `Replace ${foreign.map(describeRecord).join(', ')} with A ${ip}`},
			{value: 'stop', label: 'Leave it and stop'},
		],
		agreed: 'replace',
		fallback: 'stop',
	});
	if (answer === 'replace') {
		return;
	}

	throw new ActionError({
		code: 'dns.conflict',
		cause: `${domain} already has a record that is not ours: ${conflicts}.`,
		outcome: 'The record was not changed, and what was created so far is kept.',
		next: 'Delete the record in the Cloudflare dashboard and run the same command again, answer "replace" when asked in a terminal, or choose another name with --domain.',
		evidence: foreign.map(describeRecord),
	});
}
