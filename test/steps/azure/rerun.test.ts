import test, {type ExecutionContext} from 'ava';
import {ActionError} from '../../../source/errors/kinds.ts';
import {makeDeployment, nvmeSize} from '../../azure/fixtures.ts';
import {RecordedAzure, type Resource} from '../../azure/recorded-azure.ts';
import {listOwned} from '../../../source/runner/list-owned.ts';
import {Plane, recordedGateway} from './plane.ts';

async function standing(deployment = makeDeployment()): Promise<{azure: RecordedAzure; plane: Plane; resource(name: string): Resource}> {
	const azure = new RecordedAzure();
	const plane = new Plane(deployment, recordedGateway(azure));
	await plane.setUp();
	azure.sent.length = 0;
	return {
		azure,
		plane,
		resource(name) {
			const [, found] = [...azure.resources].find(([id]) => id.endsWith(`/${name}`)) ?? [];
			if (!found) {
				throw new Error(`nothing is named ${name}`);
			}

			return found;
		},
	};
}

async function refusal(t: ExecutionContext, work: Promise<unknown>): Promise<ActionError['explanation']> {
	const error = await t.throwsAsync(work, {instanceOf: ActionError});
	return error.explanation;
}

test('another SSH address is drift: only the firewall is changed, and somebody else’s rules stay', async t => {
	const {azure, resource} = await standing();
	resource('wasper-nsg').properties['securityRules'].push({
		name: 'office-vpn',
		properties: {priority: 2000, direction: 'Inbound', access: 'Allow', protocol: 'Tcp'},
	});
	const moved = new Plane(makeDeployment({sshFrom: '198.51.100.99/32'}), recordedGateway(azure));
	const {'azure.firewall': finding} = await moved.inspect();
	t.is(finding?.state, 'drifted');
	t.regex(finding?.cause ?? '', /198\.51\.100\.7\/32 instead of .*198\.51\.100\.99\/32/);

	await moved.setUp();
	t.deepEqual(
		azure.sent.filter(({method}) => method !== 'GET').map(({method, path}) => `${method} ${path.split('/').at(-1)}`),
		['PUT wasper-nsg'],
	);
	t.deepEqual(
		resource('wasper-nsg').properties['securityRules'].map(({name}: {name: string}) => name),
		['office-vpn', 'allow-ssh', 'allow-http', 'allow-https'],
	);
	t.is((await moved.inspect())['azure.firewall']?.state, 'ok');
});

test('a rule of somebody else on our priority is refused with the command that moves it', async t => {
	const {azure, resource} = await standing();
	const rules = resource('wasper-nsg').properties['securityRules'];
	rules[0] = {name: 'theirs', properties: {priority: 1001, direction: 'Inbound', access: 'Deny', protocol: '*'}};
	const {next} = await refusal(t, new Plane(makeDeployment(), recordedGateway(azure)).setUp());
	t.regex(next ?? '', /az network nsg rule update .*--name theirs/);
	t.is(azure.count(/^PUT /), 0);
});

test('a lost tag hides nothing else that differs, and lets the others look', async t => {
	const {azure, resource} = await standing();
	delete resource('wasper-vm').tags['wasper-domain'];
	delete resource('wasper-nsg').tags['wasper-domain'];
	delete resource('wasper-ip').tags['wasper-domain'];
	const larger = {...makeDeployment().size, name: 'Standard_D4as_v5'};
	const findings = await new Plane(makeDeployment({sshFrom: '198.51.100.99/32'}, larger), recordedGateway(azure)).inspect();
	const propertiesOf = (id: string) => findings[id]?.changes?.map(({property}) => property);
	t.deepEqual(propertiesOf('azure.machine'), ['size', 'tags.wasper-domain']);
	t.deepEqual(propertiesOf('azure.firewall'), ['rule allow-ssh', 'tags.wasper-domain']);
	t.like(findings['azure.address'], {state: 'drifted', result: {ip: '203.0.113.10'}});
	t.is(findings['azure.machine']?.downtime, 120);
});

test('a lost tag is put back, and a tag that somebody changed or added stays', async t => {
	const {azure, plane, resource} = await standing();
	const address = resource('wasper-ip');
	delete address.tags['wasper-domain'];
	address.tags['wasper-ubuntu'] = 'changed';
	address.tags['cost-centre'] = '42';
	t.is((await plane.inspect())['azure.address']?.state, 'drifted');
	await plane.setUp();
	t.deepEqual(resource('wasper-ip').tags, {
		'wasper-managed-by': 'create-wasper-azure',
		'wasper-domain': 'wasper.example.com',
		'wasper-ubuntu': 'changed',
		'wasper-release': 'recommended',
		'cost-centre': '42',
	});
	t.is(azure.count(/^PUT /), 0);
});

test('a deallocated machine is drift and is started; nothing is created again', async t => {
	const {azure, plane, resource} = await standing();
	resource('wasper-vm').properties['instanceView'] = {statuses: [{code: 'PowerState/deallocated'}]};
	const {'azure.machine': finding} = await plane.inspect();
	t.is(finding?.state, 'drifted');
	t.is(finding?.cause, 'It is deallocated.');
	await plane.setUp();
	t.is(azure.count(/^POST .*wasper-vm\/start$/), 1);
	t.is(azure.count(/^PUT /), 0);
});

test('a detached data disk is attached again', async t => {
	const {azure, plane, resource} = await standing();
	resource('wasper-vm').properties['storageProfile'].dataDisks = [];
	t.is((await plane.inspect())['azure.machine']?.fix, 'Attaches it.');
	await plane.setUp();
	t.is(azure.count(/^PATCH .*wasper-vm$/), 1);
	t.is((await plane.inspect())['azure.machine']?.state, 'ok');
});

test('a machine is resized only when somebody says so', async t => {
	const {azure} = await standing();
	const larger = {...makeDeployment().size, name: 'Standard_D4as_v5'};
	const plane = new Plane(makeDeployment({}, larger), recordedGateway(azure));
	t.is((await plane.inspect())['azure.machine']?.state, 'drifted');
	const {next} = await refusal(t, plane.setUp());
	t.regex(next ?? '', /--size Standard_D2as_v5/);
	t.is(azure.count(/^(POST|PATCH) /), 0);

	plane.answer = 'resize';
	await plane.setUp();
	t.deepEqual(
		azure.sent.filter(({method}) => method !== 'GET').map(({method, path}) => `${method} ${path.split('/').at(-1)}`),
		['POST deallocate', 'PATCH wasper-vm', 'POST start'],
	);
	t.is((await plane.inspect())['azure.machine']?.state, 'ok');
});

test('a size with another disk bus is refused before the machine is stopped', async t => {
	const {azure} = await standing();
	const plane = new Plane(makeDeployment({}, nvmeSize), recordedGateway(azure));
	plane.answer = 'resize';
	const {cause} = await refusal(t, plane.setUp());
	t.regex(cause, /another type of disk controller/);
	t.is(azure.count(/^POST /), 0);
});

test('a group that is not ours is refused with its owner’s tags and two ways out', async t => {
	const {azure, resource} = await standing();
	resource('wasper-rg').tags = {owner: 'finance'};
	const explanation = await refusal(t, new Plane(makeDeployment(), recordedGateway(azure)).setUp());
	t.regex(explanation.cause, /wasper-rg exists and was not created by create-wasper-azure .*owner=finance/);
	t.regex(explanation.next ?? '', /--resource-group/);
	t.regex(explanation.next ?? '', /az group update --name wasper-rg/);
	t.is(azure.count(/^(PUT|PATCH|POST|DELETE) /), 0);
});

for (const name of ['wasper-vnet', 'wasper-nsg', 'wasper-ip', 'wasper-data-disk', 'wasper-nic', 'wasper-vm']) {
	test(`${name} of somebody else is found broken, and refused untouched`, async t => {
		const {azure, plane, resource} = await standing();
		resource(name).tags = {};
		const findings = Object.values(await plane.inspect()).filter(({state}) => state === 'broken');
		t.is(findings.length, 1);
		t.regex(findings[0]?.cause ?? '', new RegExp(`${name} exists and was not created`));
		const {next} = await refusal(t, plane.setUp());
		t.regex(next ?? '', /--resource-group/);
		t.is(azure.count(/^(PUT|PATCH|POST|DELETE) /), 0);
	});
}

test('a group that holds the deployment of another domain is refused', async t => {
	const {azure} = await standing();
	const {next} = await refusal(t, new Plane(makeDeployment({domain: 'other.example.com'}), recordedGateway(azure)).setUp());
	t.regex(next ?? '', /--domain wasper\.example\.com/);
	t.is(azure.count(/^(PUT|PATCH|POST|DELETE) /), 0);
});

test('resources in another region are refused with the flag that keeps them', async t => {
	const {azure} = await standing();
	const {next} = await refusal(t, new Plane(makeDeployment({region: 'westeurope'}), recordedGateway(azure)).setUp());
	t.regex(next ?? '', /--region eastus/);
	t.is(azure.count(/^(PUT|PATCH|POST|DELETE) /), 0);
});

test('a machine without its host key tag is not trusted', async t => {
	const {plane, resource} = await standing();
	delete resource('wasper-vm').tags['wasper-host-key'];
	t.is((await plane.inspect())['azure.machine']?.state, 'broken');
	const {next} = await refusal(t, plane.setUp());
	t.regex(next ?? '', /az vm run-command invoke/);
});

test('a machine that an earlier run left half made is waited for, not made again', async t => {
	const {azure, plane, resource} = await standing();
	const machine = resource('wasper-vm');
	const {instanceView: _, ...rest} = machine.properties;
	const creating = {status: 200, body: {...machine, properties: {...rest, provisioningState: 'Creating'}}};
	azure.reply(/^GET .*virtualMachines\/wasper-vm$/, creating, 6);
	t.is((await plane.inspect())['azure.machine']?.fix, 'Waits until it is finished.');
	await plane.setUp();
	t.is(azure.count(/^(PUT|PATCH|POST|DELETE) /), 0);
	t.is((await plane.inspect())['azure.machine']?.state, 'ok');
});

test('a machine that Azure could never start is created anew, with the old address and data disk', async t => {
	const {azure, plane, resource} = await standing();
	const machine = resource('wasper-vm');
	machine.properties['provisioningState'] = 'Failed';
	machine.properties['instanceView'] = {statuses: [{code: 'ProvisioningState/failed/AllocationFailed', message: 'Allocation failed.'}]};
	delete machine.properties['storageProfile'].osDisk.managedDisk;
	t.regex((await plane.inspect())['azure.machine']?.cause ?? '', /Allocation failed\./);
	await plane.setUp();
	t.deepEqual(
		azure.sent.filter(({method}) => method !== 'GET').map(({method, path}) => `${method} ${path.split('/').at(-1)}`),
		['DELETE wasper-vm', 'PUT wasper-vm'],
	);
});

async function failed(deployment = makeDeployment()) {
	const {azure, resource} = await standing();
	const machine = resource('wasper-vm');
	machine.properties['provisioningState'] = 'Failed';
	machine.properties['instanceView'] = {statuses: [{code: 'PowerState/stopped'}]};
	const plane = new Plane(deployment, recordedGateway(azure));
	const changes = () => azure.sent.filter(({method}) => method !== 'GET').map(({method, path}) => `${method} ${path.split('/').at(-1)}`);
	return {machine, plane, changes};
}

test('a failed machine that runs is repaired in place', async t => {
	const {machine, plane, changes} = await failed();
	machine.properties['instanceView'] = {statuses: [{code: 'PowerState/running'}]};
	await plane.setUp();
	t.deepEqual(changes(), ['POST reapply']);
});

test('a failed machine that does not run is started', async t => {
	const {plane, changes} = await failed();
	await plane.setUp();
	t.deepEqual(changes(), ['POST start']);
});

test('a failed machine takes another size without asking, because it does not run', async t => {
	const {plane, changes} = await failed(makeDeployment({}, {...makeDeployment().size, name: 'Standard_D2s_v5'}));
	await plane.setUp();
	t.deepEqual(changes(), ['POST deallocate', 'PATCH wasper-vm', 'POST start']);
});

test('a failed machine is replaced only when somebody says so', async t => {
	const {plane, changes} = await failed(makeDeployment({}, nvmeSize));
	const {next} = await refusal(t, plane.setUp());
	t.regex(next ?? '', /az vm delete .*wasper-vm/);
	t.deepEqual(changes(), []);

	plane.answer = 'replace';
	await plane.setUp();
	t.deepEqual(changes(), ['DELETE wasper-vm', 'PUT wasper-vm']);
});

test('a machine that is replaced takes no data disk with it, whatever Azure was told to delete with it', async t => {
	const {machine, plane, changes} = await failed(makeDeployment({}, nvmeSize));
	machine.properties['storageProfile'].dataDisks[0].deleteOption = 'Delete';
	plane.answer = 'replace';
	await plane.setUp();
	t.deepEqual(changes(), ['PATCH wasper-vm', 'DELETE wasper-vm', 'PUT wasper-vm']);
});

test('several things that are wrong with a machine are found at once, and one run repairs them all', async t => {
	const {azure, plane, resource} = await standing();
	const machine = resource('wasper-vm');
	machine.properties['instanceView'] = {statuses: [{code: 'PowerState/deallocated'}]};
	machine.properties['storageProfile'].dataDisks = [];
	delete machine.tags['wasper-domain'];
	const {'azure.machine': found} = await plane.inspect();
	t.deepEqual(found?.codes, ['azure.machine.data-disk', 'azure.machine.stopped', 'azure.machine.tags']);
	t.deepEqual(found?.findings.find(({code}) => code === 'azure.machine.stopped')?.billing, {adds: ['machine']});
	await plane.setUp();
	t.deepEqual(
		azure.sent.filter(({method}) => method !== 'GET').map(({path}) => path.split('/').at(-1)),
		['wasper-vm', 'start', 'default'],
	);
	t.is((await plane.inspect())['azure.machine']?.state, 'ok');
});

test('what every step owns is listed once, with the OS disk and what carries our tag without a step', async t => {
	const {azure, plane, resource} = await standing();
	const disk = resource('wasper-data-disk');
	for (const [name, tags] of Object.entries({forgotten: disk.tags, theirs: {}})) {
		const id = disk.id.replace('wasper-data-disk', name);
		azure.resources.set(id.toLowerCase(), {...disk, id, name, tags});
	}

	const {toRemove, toKeep} = await listOwned(plane.steps, plane.context);
	t.deepEqual(
		toRemove.map(({name}) => name).toSorted(),
		['forgotten', 'wasper-data-disk', 'wasper-ip', 'wasper-nic', 'wasper-nsg', 'wasper-os-disk', 'wasper-vm', 'wasper-vnet'].toSorted(),
	);
	t.is(toRemove[0]?.name, 'wasper-vm', 'in the order of removal');
	t.deepEqual(
		toKeep.map(({name, note}) => [name, note]),
		[
			['theirs', 'not created by create-wasper-azure'],
			['wasper-rg', 'it also holds theirs'],
		],
	);
});
