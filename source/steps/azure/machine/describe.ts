import images from '../../../../assets/ubuntu-images.json' with {type: 'json'};
import {lunSetting, osDiskSkus} from '../../../azure/resources/machine-body.ts';
import type {MachineFacts} from '../../../azure/resources/machine-facts.ts';
import {idsOf, sameId} from '../../../azure/resources/resource.ts';
import type {Deployment} from '../../../deployment/deployment.ts';

/** `wasper-vm, Standard_D2as_v5, Ubuntu 24.04, running` */
export function describeMachine(deployment: Deployment, machine: MachineFacts): string {
	const {ubuntu, osDisk} = deployment.choices;
	const [release = machine.imageOffer] = Object.entries(images).find(([, {offer}]) => offer === machine.imageOffer) ?? [];
	const note = release === ubuntu ? '' : ` (not ${ubuntu}: a machine keeps its release)`;
	const disk = machine.osDiskSku;
	const diskNote = disk === undefined || disk === osDiskSkus[osDisk] ? '' : `, OS disk ${disk} (a machine keeps its OS disk)`;
	return `${machine.name}, ${machine.size}, Ubuntu ${release}${note}${diskNote}${describeDataDisk(deployment, machine)}, ${machine.power ?? 'not running'}`;
}

/** Where and how the data disk is attached, where that is not the usual. A machine keeps both: changing them takes the disk away from a running database. */
function describeDataDisk(deployment: Deployment, {dataDisks}: MachineFacts): string {
	const own = dataDisks.find(({id}) => sameId(id, idsOf(deployment).disk));
	const place = own && lunSetting(own.lun) !== undefined ? [`data disk at LUN ${own.lun}`] : [];
	const cache = own?.caching === 'ReadWrite' ? ['data disk with write caching, which can lose data in a crash'] : [];
	return [...place, ...cache].map(note => `, ${note}`).join('');
}
