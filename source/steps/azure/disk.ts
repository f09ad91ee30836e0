import {sameId, idsOf} from '../../azure/resources/resource.ts';
import type {DiskFacts} from '../../azure/resources/disks.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import {handle} from '../handle.ts';
import {instanceId, type Machine} from '../machine.ts';
import {failedFault} from './common-faults.ts';
import {refusedFault} from './fault.ts';
import {resourceGroup} from './group.ts';
import {resourceProviders} from './providers.ts';
import {refuse} from './refuse.ts';
import {resourceStep} from './resource-step.ts';
import {stepKind} from './step-kind.ts';

export function dataDisk(machine: Machine) {
	return handle<{id: string}>(instanceId('azure.disk', machine));
}

/** The disk with everything that must not be lost. An operator who enlarged it or changed its tier is right. */
export function diskStep(machine: Machine) {
	const kind = stepKind('disk', machine);
	return resourceStep({
		...kind,
		needs: {providers: resourceProviders, group: resourceGroup},
		gives: dataDisk(machine),
		gateway: azure => azure.disks,
		faults: [
			refusedFault<DiskFacts>({
				code: 'azure.disk.attached-to-other',
				detect: (wanted, found) => attachedElsewhere(wanted, found),
				explain: (_, found) => ({state: 'broken', evidence: found.name, cause: attachedSentence(found)}),
				refuse: (_, found) =>
					refuse('azure.disk', attachedSentence(found), 'Detach it there, then run the same command again.', [found.id]),
			}),
			failedFault(kind, async context => context.gateways.azure.disks.repair(context.deployment, context)),
			{
				code: 'azure.disk.public',
				detect: (_, found) => found.isPublic,
				explain: (_, found) => ({
					state: 'drifted',
					evidence: found.name,
					changes: [{property: 'public network access', from: 'enabled', to: 'disabled'}],
					cause: 'Its content can be exported over the public network.',
					fix: 'Disables that; the virtual machine does not notice.',
				}),
				repair: async context => context.gateways.azure.disks.close(context.deployment, context),
			},
		],
		describe: (_, found) => `${found.name}, ${found.gib} GiB, ${found.sku}`,
		create: async context => context.gateways.azure.disks.create(context.deployment, context),
		result: (_, found) => ({id: found.id}),
		// The operator has confirmed that the data is deleted.
		owned: () => ({note: 'with all its data'}),
	});
}

function attachedElsewhere(wanted: Deployment, found: DiskFacts): boolean {
	return found.attachedTo !== undefined && !sameId(found.attachedTo, idsOf(wanted).machine);
}

function attachedSentence({name, attachedTo}: DiskFacts): string {
	return `The data disk ${name} is attached to another virtual machine: ${attachedTo}.`;
}
