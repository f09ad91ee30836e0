import test from 'ava';
import {nextSizes} from '../../../source/deployment/billing/alternatives.ts';
import type {MachineSize} from '../../../source/deployment/machine-size.ts';

const size = (name: string, more: Partial<MachineSize> = {}): MachineSize => ({
	name,
	family: `${name}Family`,
	vCpus: 2,
	memoryGiB: 8,
	architecture: 'x64',
	diskControllers: ['SCSI'],
	trustedLaunch: true,
	burstable: false,
	...more,
});
const names = (sizes: MachineSize[]) => sizes.map(({name}) => name);
const machineHour = {wished: 0.1, twin: 0.11, cheaper: 0.09, double: 0.2, treble: 0.3, gone: 0.1};
const ranked = ['treble', 'twin', 'wished', 'double', 'cheaper', 'priceless', 'gone'].map(name => size(name));

test('sizes at about the same price come first, in the order of their fitness; then the nearest prices', t => {
	t.deepEqual(names(nextSizes(ranked, 'wished', {machineHour}, ({name}) => name === 'gone')), ['twin', 'cheaper', 'double', 'treble']);
});

test('what cannot be had, was refused in this run, or has no price is not offered', t => {
	const sizes = [size('twin', {unavailable: 'its quota is used up'}), size('cheaper'), size('priceless'), size('gone')];
	t.deepEqual(names(nextSizes(sizes, 'wished', {machineHour}, ({family}) => family === 'goneFamily')), ['cheaper']);
});

test('without a price of the wished size the order of fitness stays', t => {
	const {wished: _, ...others} = machineHour;
	t.deepEqual(names(nextSizes(ranked, 'wished', {machineHour: others}, () => false)), ['treble', 'twin', 'double', 'cheaper', 'gone']);
});
