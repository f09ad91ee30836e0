import test from 'ava';
import {plannedResources} from '../../source/azure/planned-resources.ts';
import {resourceNames} from '../../source/deployment/names.ts';
import {makeDeployment} from './fixtures.ts';

test('a second machine has resources of its own, in the same network and behind the same firewall', async t => {
	const deployment = {...makeDeployment(), names: resourceNames('wasper-rg', 'worker-1')};
	const planned = await plannedResources(deployment);
	t.deepEqual(
		planned.map(({name}) => name),
		[
			'wasper-rg',
			'wasper-vnet',
			'wasper-nsg',
			'wasper-worker-1-ip',
			'wasper-worker-1-data-disk',
			'wasper-worker-1-nic',
			'wasper-worker-1-vm',
		],
	);
	const machine = JSON.stringify(planned.at(-1)?.body);
	t.regex(machine, /networkInterfaces\/wasper-worker-1-nic"/);
	t.regex(machine, /disks\/wasper-worker-1-data-disk"/);
	t.regex(machine, /"computerName":"wasper-worker-1-vm"/);
});
