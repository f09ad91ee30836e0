import test from 'ava';
import {hostKeyTag, isOurs} from '../../../source/deployment/tags.ts';
import {makeDeployment, nvmeSize, scsiSize} from '../../azure/fixtures.ts';
import {RecordedAzure} from '../../azure/recorded-azure.ts';
import {Plane, recordedGateway} from './plane.ts';

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- bodies are looked into freely

function bodyOf(azure: RecordedAzure, name: string): Json {
	const request = azure.sent.find(({method, path}) => method === 'PUT' && path.endsWith(name));
	return request?.body ?? {};
}

test('looking at an empty subscription finds everything absent and changes nothing', async t => {
	const azure = new RecordedAzure();
	const findings = await new Plane(makeDeployment(), recordedGateway(azure)).inspect();
	const {'azure.providers': providers, ...others} = findings;
	t.is(providers?.state, 'ok');
	t.deepEqual([...new Set(Object.values(others).map(({state}) => state))], ['absent']);
	t.deepEqual([...new Set(azure.sent.map(({method}) => method))], ['GET']);
});

test('a first run makes seven resources, a second one makes and changes nothing', async t => {
	const azure = new RecordedAzure();
	const deployment = makeDeployment();
	await new Plane(deployment, recordedGateway(azure)).setUp();
	t.is(azure.count(/^PUT /), 7);

	const again = new Plane(deployment, recordedGateway(azure));
	const states = await again.setUp();
	t.deepEqual([...new Set(Object.values(states))], ['ok']);
	t.is(azure.count(/^(PUT|PATCH|POST|DELETE) /), 7);
	t.is(again.result('azure.address').ip, '203.0.113.10');
});

test('everything that is created carries our tags, and the machine its pinned host key', async t => {
	const azure = new RecordedAzure();
	const deployment = makeDeployment();
	await new Plane(deployment, recordedGateway(azure)).setUp();
	for (const {path, body} of azure.sent.filter(({method}) => method === 'PUT')) {
		t.true(isOurs(body?.['tags'] as Record<string, string>), path);
		t.like(body?.['tags'], {'wasper-release': 'recommended', 'wasper-ubuntu': '24.04'}, 'another laptop repairs with what was chosen');
	}

	t.is(bodyOf(azure, 'wasper-vm')['tags'][hostKeyTag], deployment.hostKey.publicKey);
});

test('SSH is open for the chosen address only, the web for everybody', async t => {
	const azure = new RecordedAzure();
	await new Plane(makeDeployment({sshFrom: '198.51.100.7/32'}), recordedGateway(azure)).setUp();
	const rules = (bodyOf(azure, 'wasper-nsg')['properties'].securityRules as Json[]).map(({properties}) => [
		properties['priority'],
		properties['destinationPortRange'],
		properties['sourceAddressPrefix'],
	]);
	t.deepEqual(rules, [
		[1001, '22', '198.51.100.7/32'],
		[1002, '80', '*'],
		[1003, '443', '*'],
	]);
});

test('the machine takes keys only, asks for Trusted Launch, and leaves its data disk behind when it goes', async t => {
	const azure = new RecordedAzure();
	await new Plane(makeDeployment({}, scsiSize), recordedGateway(azure)).setUp();
	const {properties} = bodyOf(azure, 'wasper-vm');
	t.true(properties.osProfile.linuxConfiguration.disablePasswordAuthentication);
	t.is(properties.osProfile.adminPassword, undefined);
	t.deepEqual(properties.securityProfile, {securityType: 'TrustedLaunch', uefiSettings: {secureBootEnabled: true, vTpmEnabled: true}});
	t.is(properties.storageProfile.diskControllerType, 'SCSI');
	t.is(properties.storageProfile.osDisk.deleteOption, 'Delete');
	t.is(properties.storageProfile.dataDisks[0].deleteOption, 'Detach');
	t.is(properties.networkProfile.networkInterfaces[0].properties.deleteOption, 'Delete');
	t.is(bodyOf(azure, 'wasper-nic')['properties'].ipConfigurations[0].properties.publicIPAddress.properties.deleteOption, 'Detach');
});

test('sizes that know NVMe only get NVMe, and sizes without Trusted Launch are not asked for it', async t => {
	const azure = new RecordedAzure();
	await new Plane(makeDeployment({}, {...nvmeSize, trustedLaunch: false}), recordedGateway(azure)).setUp();
	const {properties} = bodyOf(azure, 'wasper-vm');
	t.is(properties.storageProfile.diskControllerType, 'NVMe');
	t.is(properties.securityProfile, undefined);
});

test('the pinned host key of a machine that exists comes from its tag, whatever key this run made', async t => {
	const azure = new RecordedAzure();
	const deployment = makeDeployment();
	await new Plane(deployment, recordedGateway(azure)).setUp();
	const later = new Plane({...deployment, hostKey: {publicKey: 'ssh-ed25519 another'}}, recordedGateway(azure));
	await later.setUp();
	t.is(later.result('azure.machine').hostKey, deployment.hostKey.publicKey);
});

test('providers that are not registered are, and the run waits for them', async t => {
	const azure = new RecordedAzure();
	const state = (registrationState: string) => ({status: 200, body: {namespace: 'Microsoft.Compute', registrationState}});
	azure.reply(/^GET .*Microsoft\.Compute$/, state('NotRegistered'), 3);
	azure.reply(/^GET .*Microsoft\.Compute$/, state('Registering'), 2);
	azure.reply(/^POST .*Microsoft\.Compute\/register$/, state('Registering'));
	const states = await new Plane(makeDeployment(), recordedGateway(azure)).setUp();
	t.is(states['azure.providers'], 'absent');
	t.is(azure.count(/^POST .*register$/), 1);
});
