import test from 'ava';
import {aliasesOf} from '../../source/policy/aliases.ts';

test('the values of a request are found by the aliases that policies use for them', t => {
	const machine = {hardwareProfile: {vmSize: 'Standard_D2as_v5'}, storageProfile: {imageReference: {offer: 'ubuntu-24_04-lts'}}};
	t.deepEqual(aliasesOf('Microsoft.Compute/virtualMachines', {properties: machine}), {
		'Microsoft.Compute/virtualMachines/sku.name': 'Standard_D2as_v5',
		'Microsoft.Compute/virtualMachines/imageOffer': 'ubuntu-24_04-lts',
	});
	t.deepEqual(aliasesOf('Microsoft.Compute/disks', {sku: {name: 'Premium_LRS'}, properties: {diskSizeGB: 128}}), {
		'Microsoft.Compute/disks/sku.name': 'Premium_LRS',
		'Microsoft.Compute/disks/diskSizeGB': 128,
	});
});

test('members of an array share an alias, and where they differ there is none', t => {
	const rule = (port: string) => ({name: 'r', properties: {access: 'Allow', destinationPortRange: port}});
	t.deepEqual(aliasesOf('N', {properties: {securityRules: [rule('22'), rule('80')]}}), {
		'N/securityRules[*].name': 'r',
		'N/securityRules[*].access': 'Allow',
	});
});
