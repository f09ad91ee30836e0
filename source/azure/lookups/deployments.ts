import {ubuntuReleases} from '../../deployment/choices.ts';
import {resourceNames} from '../../deployment/names.ts';
import type {ExistingDeployment} from '../../deployment/existing.ts';
import {domainTag, isOurs, ownerTag, ownerTagValue, releaseTag, ubuntuTag} from '../../deployment/tags.ts';
import type {Call} from '../client/call.ts';
import {Machines} from '../resources/machines.ts';
import type {Connection} from '../client/connection.ts';
import {readFacts, type ResourceFacts} from '../resources/resource.ts';

/** Deployments of ours in a subscription: its groups by their tag, then the machine of each. One request when there is none. */
export async function findDeployments(connection: Connection, call: Call): Promise<ExistingDeployment[]> {
	const {clients, caller} = connection;
	const resources = await clients.resources();
	const filter = `tagName eq '${ownerTag}' and tagValue eq '${ownerTagValue}'`;
	const groups = await caller.request('looking for deployments', call, async options =>
		Array.fromAsync(resources.resourceGroups.list({...options, filter})),
	);
	const machines = new Machines(connection);
	const found = groups.map(async group => {
		const facts = readFacts(group);
		const machine = await machines.find({names: resourceNames(facts.name)}, call);
		return describe(facts, machine && isOurs(machine.tags) ? machine : undefined);
	});
	return (await Promise.all(found)).toSorted((one, other) => (one.domain ?? one.group).localeCompare(other.domain ?? other.group));
}

function describe({name, region, tags}: ResourceFacts, machine: Awaited<ReturnType<Machines['find']>>): ExistingDeployment {
	const {[domainTag]: domain, [releaseTag]: release} = tags;
	const ubuntu = ubuntuReleases.find(item => item === tags[ubuntuTag]);
	return {
		group: name,
		region,
		...(domain && {domain}),
		...(release && {release}),
		...(ubuntu && {ubuntu}),
		...(machine && {
			machine: {size: machine.size, authorizedKeys: machine.authorizedKeys, ...(machine.power && {power: machine.power})},
		}),
	};
}
