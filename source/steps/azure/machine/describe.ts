import images from '../../../../assets/ubuntu-images.json' with {type: 'json'};
import {osDiskSkus} from '../../../azure/resources/machine-body.ts';
import type {MachineFacts} from '../../../azure/resources/machine-facts.ts';
import type {Deployment} from '../../../deployment/deployment.ts';

/** `wasper-vm, Standard_D2as_v5, Ubuntu 24.04, running` */
export function describeMachine(deployment: Deployment, machine: MachineFacts): string {
	const {ubuntu, osDisk} = deployment.choices;
	const [release = machine.imageOffer] = Object.entries(images).find(([, {offer}]) => offer === machine.imageOffer) ?? [];
	const note = release === ubuntu ? '' : ` (not ${ubuntu}: a machine keeps its release)`;
	const disk = machine.osDiskSku;
	const diskNote = disk === undefined || disk === osDiskSkus[osDisk] ? '' : `, OS disk ${disk} (a machine keeps its OS disk)`;
	return `${machine.name}, ${machine.size}, Ubuntu ${release}${note}${diskNote}, ${machine.power ?? 'not running'}`;
}
