import test from 'ava';
import type {ResourceSku, Usage} from '@azure/arm-compute';
import {readOffer} from '../../../source/azure/lookups/offers.ts';
import {readSizes} from '../../../source/azure/lookups/sizes.ts';

function sku(name: string, capabilities: Record<string, string> = {}, more: Partial<ResourceSku> = {}): ResourceSku {
	const all = {vCPUs: '2', MemoryGB: '8', HyperVGenerations: 'V1,V2', PremiumIO: 'True', ...capabilities};
	return {
		resourceType: 'virtualMachines',
		name,
		family: 'standardDASv5Family',
		capabilities: Object.entries(all).map(([key, value]) => ({name: key, value})),
		...more,
	};
}

function usage(name: string, currentValue: number, limit: number): Usage {
	return {unit: 'Count', currentValue, limit, name: {value: name}};
}

const plenty = [usage('cores', 0, 100), usage('standardDASv5Family', 0, 100)];
const reason = (given: ResourceSku, usages = plenty) => readSizes([given], usages)[0]?.unavailable;

test('sizes below 2 vCPU or 8 GiB, and things that are no machines, are left out', t => {
	const skus = [
		sku('Standard_D2as_v5'),
		sku('Standard_B2s', {MemoryGB: '4'}),
		sku('Standard_D1', {vCPUs: '1'}),
		sku('Premium_LRS', {}, {resourceType: 'disks'}),
	];
	t.deepEqual(
		readSizes(skus, plenty).map(({name}) => name),
		['Standard_D2as_v5'],
	);
});

test('a size tells its disk buses, Trusted Launch and whether it bursts', t => {
	const [scsi, nvme, both, burst] = readSizes(
		[
			sku('Standard_D2s_v3'),
			sku('Standard_D2as_v6', {DiskControllerTypes: 'NVMe', HyperVGenerations: 'V2'}),
			sku('Standard_E2bds_v5', {DiskControllerTypes: 'SCSI, NVMe', TrustedLaunchDisabled: 'True'}),
			sku('Standard_B2as_v2'),
		],
		plenty,
	);
	t.deepEqual(scsi?.diskControllers, ['SCSI']);
	t.deepEqual(nvme?.diskControllers, ['NVMe']);
	t.deepEqual(both?.diskControllers, ['SCSI', 'NVMe']);
	t.is(both?.trustedLaunch, false);
	t.is(scsi?.trustedLaunch, true);
	t.is(burst?.burstable, true);
	t.is(scsi?.burstable, false);
	t.is(scsi?.unavailable, undefined);
});

test('a size that is not available says why', t => {
	t.regex(reason(sku('Standard_D2ps_v6', {CpuArchitectureType: 'Arm64'})) ?? '', /Arm/);
	t.regex(reason(sku('Standard_D2_v2', {HyperVGenerations: 'V1'})) ?? '', /generation 1/);
	t.regex(reason(sku('Standard_D2_v3', {PremiumIO: 'False'})) ?? '', /Premium/);
	t.regex(reason(sku('Standard_DC2as_v5', {ConfidentialComputingType: 'SNP'})) ?? '', /confidential/);
	t.regex(
		reason(sku('Standard_D2as_v5', {}, {restrictions: [{type: 'Location', reasonCode: 'NotAvailableForSubscription'}]})) ?? '',
		/not available to this subscription/,
	);
	t.is(reason(sku('Standard_D2as_v5', {}, {restrictions: [{type: 'Zone', reasonCode: 'NotAvailableForSubscription'}]})), undefined);
});

test('a size tells how much of its family’s quota is used, and nothing where Azure names none', t => {
	const [known] = readSizes([sku('a')], [usage('cores', 4, 100), usage('StandardDASv5Family', 4, 10)]);
	t.deepEqual(known?.quota, {used: 4, limit: 10});
	const [unknown] = readSizes([sku('a')], [usage('cores', 4, 100)]);
	t.false('quota' in unknown!);
});

test('quotas are read in the family and in the region', t => {
	t.is(
		reason(sku('a'), [usage('cores', 0, 100), usage('StandardDASv5Family', 9, 10)]),
		'vCPU quota of its family (standardDASv5Family) exceeded: 1 of 10 vCPUs left, 2 needed',
	);
	t.is(
		reason(sku('a'), [usage('cores', 4, 4), usage('standardDASv5Family', 0, 10)]),
		'regional vCPU quota exceeded: 0 of 4 vCPUs left, 2 needed',
	);
});

test('a size that names no generation is generation 1 in the list of sizes and in the offer of the preflight', t => {
	const {capabilities, ...rest} = sku('Standard_A4');
	const unnamed = {...rest, capabilities: capabilities?.filter(({name}) => name !== 'HyperVGenerations')} as ResourceSku;
	const [size] = readSizes([unnamed], plenty);
	t.like(size, {trustedLaunch: false, unavailable: 'it boots generation 1 images only'});
	t.deepEqual(readOffer([unnamed], 'Standard_A4')?.generations, ['V1']);
});
