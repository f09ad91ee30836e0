import images from '../../../../assets/ubuntu-images.json' with {type: 'json'};
import {canTakeSize, type MachineFacts} from '../../../azure/resources/machines.ts';
import {osDiskSkus} from '../../../azure/resources/machine-body.ts';
import {idsOf, sameId} from '../../../azure/resources/resource.ts';
import type {Deployment} from '../../../deployment/deployment.ts';
import type {Finding} from '../../../plan/finding.ts';
import type {PropertyChange} from '../../../plan/plan.ts';
import {hostKeyTag} from '../../../deployment/tags.ts';
import {blockedBy} from '../assess.ts';
import {refuseOtherSize, refuseWithoutHostKey, refuseWithoutInterface} from './refusals.ts';

/** What can be wrong with a finished machine, worst first; each has its own remedy in the step. */
export type MachineFault = 'no-host-key' | 'no-interface' | 'no-data-disk' | 'other-size' | 'stopped';

export function troubleOf(deployment: Deployment, machine: MachineFacts): MachineFault | undefined {
	const ids = idsOf(deployment);
	if (!machine.tags[hostKeyTag]) {
		return 'no-host-key';
	}

	if (!machine.interfaceIds.some(id => sameId(id, ids.interface))) {
		return 'no-interface';
	}

	if (!machine.dataDiskIds.some(id => sameId(id, ids.disk))) {
		return 'no-data-disk';
	}

	if (machine.size.toLowerCase() !== deployment.size.name.toLowerCase()) {
		return 'other-size';
	}

	return machine.power === 'running' ? undefined : 'stopped';
}

/** The trouble in words, with what `apply` would do about it. */
export function explainFault(deployment: Deployment, machine: MachineFacts, trouble: MachineFault): Finding {
	const evidence = describeMachine(deployment, machine);
	const fits = canTakeSize(machine, deployment);
	const sizeCause = `It is a ${machine.size}, and ${deployment.size.name} is chosen${fits ? '' : ', which boots from another kind of disk bus'}.`;
	const findings: Record<MachineFault, Finding> = {
		'no-host-key': {
			state: 'broken',
			evidence,
			cause: `Its tag ${hostKeyTag} is gone, so its identity over SSH can't be proven.`,
			...blockedBy(refuseWithoutHostKey(deployment, machine)),
		},
		'no-interface': {
			state: 'broken',
			evidence,
			changes: [{property: 'interface', to: deployment.names.interface}],
			cause: `It is not joined to ${deployment.names.interface}.`,
			...blockedBy(refuseWithoutInterface(deployment, machine)),
		},
		'no-data-disk': {
			state: 'drifted',
			evidence,
			changes: [{property: 'data disk', to: deployment.names.dataDisk}],
			cause: 'The data disk is not attached.',
			fix: 'attach it',
		},
		'other-size': {
			state: fits ? 'drifted' : 'broken',
			evidence,
			changes: sizeChange(deployment, machine),
			cause: sizeCause,
			...(fits
				? {fix: 'ask, then stop it, resize it and start it', downtime: 120}
				: {replace: true, ...blockedBy(refuseOtherSize(machine, sizeCause))}),
		},
		stopped: {
			state: 'drifted',
			evidence,
			changes: [{property: 'power', ...(machine.power !== undefined && {from: machine.power}), to: 'running'}],
			cause: `It is ${machine.power ?? 'not running'}.`,
			fix: 'start it',
		},
	};
	return findings[trouble];
}

/** What `apply` does about a machine that Azure could not finish. */
export function explainRevival(deployment: Deployment, machine: MachineFacts): Pick<Finding, 'fix' | 'replace' | 'changes' | 'dataRisk'> {
	const changes = sizeChange(deployment, machine);
	if (!machine.hasOsDisk) {
		return {replace: true, changes, fix: 'remove it, which never ran, and make it anew'};
	}

	if (machine.power === 'running') {
		return {fix: 'have Azure repair it'};
	}

	return canTakeSize(machine, deployment)
		? {changes, fix: changes.length > 0 ? 'resize it and start it' : 'start it'}
		: {
				replace: true,
				changes,
				fix: 'ask, then remove it with its system disk and make it anew',
				dataRisk: 'Its system disk goes; the data disk and the address stay.',
			};
}

function sizeChange({size}: Deployment, machine: MachineFacts): PropertyChange[] {
	return machine.size.toLowerCase() === size.name.toLowerCase() ? [] : [{property: 'size', from: machine.size, to: size.name}];
}

/** `wasper-vm, Standard_D2as_v5, Ubuntu 24.04, running` */
export function describeMachine(deployment: Deployment, machine: MachineFacts): string {
	const {ubuntu, osDisk} = deployment.choices;
	const [release = machine.imageOffer] = Object.entries(images).find(([, {offer}]) => offer === machine.imageOffer) ?? [];
	const note = release === ubuntu ? '' : ` (not ${ubuntu}: a machine keeps its release)`;
	const disk = machine.osDiskSku;
	const diskNote = disk === undefined || disk === osDiskSkus[osDisk] ? '' : `, system disk ${disk} (a machine keeps its system disk)`;
	return `${machine.name}, ${machine.size}, Ubuntu ${release}${note}${diskNote}, ${machine.power ?? 'not running'}`;
}
