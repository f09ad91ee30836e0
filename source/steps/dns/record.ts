import type {DnsRecord} from '../../cloudflare/gateway.ts';
import {describeRecord, explainConflict, isOurRecord, sortRecords, type RecordsAtName} from '../../cloudflare/records.ts';
import {ActionError} from '../../errors/kinds.ts';
import type {Inspection, MachineContext, MachineStep, OnMachine, RemovalContext} from '../step.ts';

/** The name's A record. A stranger's record is never overwritten without asking. */
export const record: MachineStep<'dns.record'> = {
	id: 'dns.record',
	plane: 'dns',
	title: 'DNS record',
	needs: ['azure.address'],

	async inspect(context) {
		const {ip} = context.result('azure.address');
		return judge(await look(context), context.deployment.choices.domain, ip);
	},

	async apply(context) {
		const {domain, zone} = context.deployment.choices;
		const {cloudflare} = context.gateways;
		const {ip} = context.result('azure.address');
		const {right, stale, strangers} = await look(context);
		if (strangers.length > 0) {
			await askToReplace(context, strangers);
			await deleteAll(context, strangers);
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

	/** Only what this tool made. */
	async remove(context) {
		const {domain, zone} = context.deployment.choices;
		const records = await context.gateways.cloudflare.records(zone.id, domain, context.signal);
		const ours = records.filter(isOurRecord);
		await deleteAll(context, ours);
		return ours.length > 0
			? {outcome: 'removed', evidence: ours.map(describeRecord).join(', ')}
			: {outcome: 'skipped', evidence: 'there is none of ours'};
	},
};

async function look(context: MachineContext): Promise<RecordsAtName> {
	const {domain, zone} = context.deployment.choices;
	return sortRecords(await context.gateways.cloudflare.records(zone.id, domain, context.signal), context.result('azure.address').ip);
}

function judge({right, stale, strangers}: RecordsAtName, domain: string, ip: string): Inspection<'dns.record'> {
	if (strangers.length > 0) {
		return {
			state: 'drifted',
			evidence: `${domain} has ${strangers.map(describeRecord).join(', ')}`,
			replace: true,
			changes: [{property: domain, from: strangers.map(describeRecord).join(', '), to: `A ${ip}`}],
			cause: `Somebody else's record is in the way: ${strangers.map(stranger => explainConflict(stranger, ip)).join('; ')}.`,
			fix: `Asks whether to replace it by A ${ip}.`,
			dataRisk: 'What answers under this name today would no longer be found.',
		};
	}

	if (stale.length > 0) {
		return {
			state: 'drifted',
			evidence: `${domain} has ${stale.map(describeRecord).join(', ')}`,
			changes: [{property: domain, from: stale.map(describeRecord).join(', '), to: `A ${ip}`}],
			cause: stale.some(({content}) => content !== ip)
				? 'Our record still leads to another address.'
				: 'Our record was switched to proxied: visitors and the certificate check meet Cloudflare and not the machine.',
			fix: `Sets it to A ${ip}, not proxied.`,
		};
	}

	if (right) {
		const whose = isOurRecord(right) ? '' : ', made by somebody else and kept';
		return {state: 'ok', evidence: `${domain} → ${ip}${whose}`, result: {id: right.id, ip}};
	}

	return {state: 'absent', evidence: `${domain} has no record yet`, fix: `Creates A ${ip}.`};
}

async function askToReplace({ask, deployment, result}: MachineContext, strangers: DnsRecord[]): Promise<void> {
	const {domain} = deployment.choices;
	const {ip} = result('azure.address');
	const conflicts = strangers.map(stranger => explainConflict(stranger, ip)).join('; ');
	const answer = await ask({
		id: 'dns.record.replace',
		text: `${domain} already has a record that this tool did not make: ${conflicts}. Replace it?`,
		choices: [
			{value: 'replace', label: `Replace ${strangers.map(describeRecord).join(', ')} by A ${ip}`},
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
		cause: `${domain} belongs to somebody else's record: ${conflicts}.`,
		outcome: 'The record was left as it is, and what was made so far is kept.',
		next: 'Remove the record in the Cloudflare dashboard and run the same command again, answer "replace" when asked in a terminal, or choose another name with --domain.',
		evidence: strangers.map(describeRecord),
	});
}

async function deleteAll(context: RemovalContext<OnMachine>, records: DnsRecord[]): Promise<void> {
	for (const unwanted of records) {
		context.say(`Deleting ${describeRecord(unwanted)}`);
		await context.gateways.cloudflare.deleteRecord(context.deployment.choices.zone.id, unwanted.id, context.signal);
	}
}
