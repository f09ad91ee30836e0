import test from 'ava';
import {makeDeployment} from '../../azure/fixtures.ts';
import {RecordedAzure} from '../../azure/recorded-azure.ts';
import {Plane, recordedGateway} from './plane.ts';

const theirs = '/subscriptions/s/resourceGroups/theirs/providers/Microsoft.Network';
const natGateway = {id: `${theirs}/natGateways/nat`};
const routeTable = {id: `${theirs}/routeTables/routes`};

/** What others may set on a resource of ours, by its name. */
const settings: Record<string, Record<string, unknown>> = {
	'wasper-vnet': {
		dhcpOptions: {dnsServers: ['10.0.0.4']},
		enableDdosProtection: true,
		ddosProtectionPlan: {id: `${theirs}/ddosProtectionPlans/plan`},
		flowTimeoutInMinutes: 10,
		encryption: {enabled: true, enforcement: 'AllowUnencrypted'},
		virtualNetworkPeerings: [
			{name: 'hub', properties: {remoteVirtualNetwork: {id: `${theirs}/virtualNetworks/hub`}, allowForwardedTraffic: true}},
		],
	},
	'wasper-nsg': {flushConnection: true},
	'wasper-ip': {
		idleTimeoutInMinutes: 30,
		dnsSettings: {domainNameLabel: 'wasper', fqdn: 'wasper.eastus.cloudapp.azure.com', reverseFqdn: 'wasper.example.com.'},
		ddosSettings: {protectionMode: 'Enabled'},
		ipTags: [{ipTagType: 'RoutingPreference', tag: 'Internet'}],
	},
	'wasper-data-disk': {
		diskSizeGB: 512,
		tier: 'P30',
		burstingEnabled: true,
		encryption: {type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: `${theirs}/diskEncryptionSets/keys`},
		diskAccessId: `${theirs}/diskAccesses/access`,
		dataAccessAuthMode: 'AzureActiveDirectory',
	},
	'wasper-nic': {
		dnsSettings: {dnsServers: ['10.0.0.4']},
		enableAcceleratedNetworking: true,
		enableIPForwarding: true,
		auxiliaryMode: 'None',
		disableTcpStateTracking: false,
	},
};

test('whatever others set on a resource of ours is still there after each repair', async t => {
	const azure = new RecordedAzure();
	const plane = new Plane(makeDeployment(), recordedGateway(azure));
	await plane.setUp();
	const find = (name: string) => [...azure.resources.values()].find(({id}) => id.endsWith(`/${name}`))!;
	for (const [name, properties] of Object.entries(settings)) {
		const resource = find(name);
		resource.tags['cost-centre'] = '42';
		resource['zones'] = name === 'wasper-ip' ? ['1', '2', '3'] : undefined;
		resource.properties = {...resource.properties, ...properties, provisioningState: 'Failed'};
	}

	const [subnet] = find('wasper-vnet').properties['subnets'];
	subnet.properties = {...subnet.properties, natGateway, routeTable, serviceEndpoints: [{service: 'Microsoft.Storage'}]};
	const [configuration] = find('wasper-nic').properties['ipConfigurations'];
	configuration.name = 'theirs';
	configuration.properties.privateIPAllocationMethod = 'Static';
	configuration.properties.privateIPAddress = '10.0.1.9';
	configuration.properties.applicationSecurityGroups = [{id: `${theirs}/applicationSecurityGroups/web`}];
	find('wasper-nsg').properties['securityRules'][0].properties.description = 'ticket 42';
	azure.sent.length = 0;

	await plane.setUp();
	for (const [name, properties] of Object.entries(settings)) {
		t.is(azure.count(new RegExp(`^PUT .*/${name}$`)), 1, name);
		t.like(find(name).properties, properties, name);
		t.is(find(name).tags['cost-centre'], '42', name);
	}

	t.deepEqual(find('wasper-ip')['zones'], ['1', '2', '3']);
	t.like(find('wasper-vnet').properties['subnets'][0].properties, {
		natGateway,
		routeTable,
		serviceEndpoints: [{service: 'Microsoft.Storage'}],
	});
	t.like(find('wasper-nic').properties['ipConfigurations'][0], {
		name: 'theirs',
		properties: {privateIPAddress: '10.0.1.9', privateIPAllocationMethod: 'Static'},
	});
	t.is(find('wasper-nic').properties['ipConfigurations'][0].properties.applicationSecurityGroups.length, 1);
	t.is(find('wasper-nsg').properties['securityRules'][0].properties.description, 'ticket 42');
});
