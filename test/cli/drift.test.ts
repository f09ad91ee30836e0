import test from 'ava';
import {rehearse, type Run} from './rehearsal.ts';
import {meddle} from './sandbox-state.ts';
import {change, resourceOf, standingModel, type SandboxState} from './standing-model.ts';

const deployed = standingModel();
const findings = ({events}: Run, step: string) =>
	events.flatMap(event => (event.type === 'step.inspected' && event.step === step ? event.findings : [])).map(({code}) => code);
const evidence = ({events}: Run, step: string) =>
	events.flatMap(event => (event.type === 'step.inspected' && event.step === step ? [event.evidence] : [])).join(' ');

// The settings of the machine name ports of the stand-ins, which may differ from run to run.
const azureOutcomes = ({outcomes}: Run) => Object.entries(outcomes).filter(([step]) => step.startsWith('azure.'));

const mended: Record<string, {step: string; code: string; drift(state: SandboxState): void; right(state: SandboxState): unknown}> = {
	'a data disk that Azure would delete with the machine': {
		step: 'azure.machine',
		code: 'azure.machine.data-disk-deletion',
		drift: state => change(state, 'wasper-vm', ({properties}) => (properties.storageProfile.dataDisks[0].deleteOption = 'Delete')),
		right: state => resourceOf(state, 'wasper-vm').properties.storageProfile.dataDisks[0].deleteOption === 'Detach',
	},
	'boot diagnostics that are off': {
		step: 'azure.machine',
		code: 'azure.machine.boot-diagnostics',
		drift: state => change(state, 'wasper-vm', ({properties}) => (properties.settings.diagnosticsProfile.bootDiagnostics.enabled = false)),
		right: state => resourceOf(state, 'wasper-vm').properties.settings.diagnosticsProfile.bootDiagnostics.enabled,
	},
	'a data disk that is open to the public network': {
		step: 'azure.disk',
		code: 'azure.disk.public',
		drift: state =>
			change(state, 'wasper-data-disk', ({properties}) =>
				Object.assign(properties.settings, {publicNetworkAccess: 'Enabled', networkAccessPolicy: 'AllowAll'}),
			),
		right: state => resourceOf(state, 'wasper-data-disk').properties.settings.publicNetworkAccess === 'Disabled',
	},
	'a resource that lost the tag that marks it as ours, and still has the others': {
		step: 'azure.network',
		code: 'azure.network.tags',
		drift: state => change(state, 'wasper-vnet', ({tags}) => delete tags!['wasper-managed-by']),
		right: state => resourceOf(state, 'wasper-vnet').tags?.['wasper-managed-by'] === 'create-wasper-azure',
	},
	'a resource that is tagged with another domain': {
		step: 'azure.address',
		code: 'azure.address.tags',
		drift: state => change(state, 'wasper-ip', ({tags}) => (tags!['wasper-domain'] = 'other.example.com')),
		right: state => resourceOf(state, 'wasper-ip').tags?.['wasper-domain'] === 'wasper.example.com',
	},
};
for (const [what, {step, code, drift, right}] of Object.entries(mended)) {
	test(`${what} is found and set right; nothing else is changed`, async t => {
		const home = await deployed(t, drift);
		const run = await rehearse(t, {home});
		t.is(run.code, 0, run.stderr);
		t.deepEqual(findings(run, step), [code]);
		t.deepEqual(
			azureOutcomes(run).filter(([, outcome]) => outcome !== 'kept'),
			[[step, 'changed']],
		);
		await meddle(home, state => {
			t.truthy(right(state));
		});
	});
}

test('what others chose differently stays, and is said: idle timeout, accelerated networking, write caching', async t => {
	const home = await deployed(t, state => {
		change(state, 'wasper-ip', ({properties}) => (properties.idleTimeoutInMinutes = 30));
		change(state, 'wasper-nic', ({properties}) => (properties.enableAcceleratedNetworking = true));
		change(state, 'wasper-vm', ({properties}) => (properties.storageProfile.dataDisks[0].caching = 'ReadWrite'));
	});
	const run = await rehearse(t, {home});
	t.is(run.code, 0, run.stderr);
	t.true(azureOutcomes(run).every(([, outcome]) => outcome === 'kept'));
	t.regex(evidence(run, 'azure.address'), /idle timeout 30 minutes/);
	t.regex(evidence(run, 'azure.interface'), /accelerated/);
	t.regex(evidence(run, 'azure.machine'), /write caching, which can lose data in a crash/);
});
