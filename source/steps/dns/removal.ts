import {probeName, type DnsRecord} from '../../cloudflare/gateway.ts';
import {describeRecord, describeRecords, hasOurComment, isOurRecord} from '../../cloudflare/records.ts';
import type {SitePlacement} from '../../deployment/deployment.ts';
import type {ListedResource} from '../../deployment/owned-resource.ts';
import type {Machine} from '../machine.ts';
import type {OnMachine, Removal, RemovalContext} from '../step.ts';

type Context = RemovalContext<OnMachine>;

/** Every record at the name; foreign ones are kept, and ours that lead to another machine than the given one. */
export async function listRecords(context: Context, machine: Machine): Promise<ListedResource[]> {
	const {deployment, gateways, signal} = context;
	const {domain, zone} = deployment.choices;
	const [records, probes] = await Promise.all([gateways.cloudflare.records(zone.id, domain, signal), leftProbes(context)]);
	const kind = 'DNS record';
	const listed = records.map(record => {
		const keptBecause = whyKept(record, deployment, machine);
		return {id: record.id, kind, name: `${domain} ${describeRecord(record)}`, ...(keptBecause !== undefined && {keptBecause})};
	});
	return [...listed, ...probes.map(({id, name}) => ({id, kind, name: `${name} TXT`}))];
}

/** Deletes what this tool created for this deployment, and a foreign record that leads to its address where the operator agrees. */
export async function removeRecords(context: Context, machine: Machine): Promise<Removal> {
	const {deployment, gateways, signal} = context;
	const {domain, zone} = deployment.choices;
	const records = await gateways.cloudflare.records(zone.id, domain, signal);
	const ours = records.filter(record => whyKept(record, deployment, machine) === undefined);
	const dangling = records.filter(record => isDangling(record, deployment));
	const unwanted = [...ours, ...((await isAgreed(context, dangling)) ? dangling : []), ...(await leftProbes(context))];
	await deleteAll(context, unwanted);
	return unwanted.length > 0
		? {outcome: 'removed', evidence: describeRecords(unwanted)}
		: {outcome: 'skipped', evidence: 'there is none of ours'};
}

/** Deletes records one after the other. */
export async function deleteAll(context: Context, records: readonly DnsRecord[]): Promise<void> {
	for (const unwanted of records) {
		context.say(`Deleting ${describeRecord(unwanted)}`);
		await context.gateways.cloudflare.deleteRecord(context.deployment.choices.zone.id, unwanted.id, context.signal);
	}
}

/** Why a removal keeps a record; undefined when it deletes it. */
function whyKept(record: DnsRecord, placement: SitePlacement, {given}: Machine): string | undefined {
	if (!isOurRecord(record)) {
		const note = isDangling(record, placement) ? '; warning: it points to the address of this deployment' : '';
		return `not created by create-wasper-azure${note}`;
	}

	return given && record.content !== given.ip ? 'it points to another machine' : undefined;
}

/** Whether a foreign record leads to the machine that is removed: anybody who gets its address next would answer at this name. */
function isDangling(record: DnsRecord, {address}: SitePlacement): boolean {
	return record.type === 'A' && !isOurRecord(record) && address !== undefined && record.content === address;
}

/** Whether the operator wants records deleted that this tool did not create. */
async function isAgreed({ask, deployment}: Context, dangling: readonly DnsRecord[]): Promise<boolean> {
	if (dangling.length === 0) {
		return false;
	}

	const answer = await ask({
		id: 'dns.record.dangling',
		text: `${deployment.choices.domain} has ${describeRecords(dangling)}, which this tool did not create. It points to the address of this deployment, which somebody else may get next. Delete it too?`,
		choices: [
			{value: 'keep', label: 'Keep it'},
			{value: 'delete', label: 'Delete it'},
		],
		agreed: 'delete',
		fallback: 'keep',
	});
	return answer === 'delete';
}

/** Records that an interrupted test of the token left in the zone. */
async function leftProbes({deployment, gateways, signal}: Context) {
	const {zone} = deployment.choices;
	const records = await gateways.cloudflare.records(zone.id, probeName(zone.name), signal);
	return records.filter(record => record.type === 'TXT' && hasOurComment(record));
}
