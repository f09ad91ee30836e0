import {access, cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {defaultSubscriptions} from '../../source/sandbox/azure/offerings.ts';
import type {Stored} from '../../source/sandbox/azure/cloud.ts';
import {runCli} from '../support/cli.ts';
import {emptyHome} from '../support/environment.ts';
import type {Screen} from '../support/screen.ts';
import {atOnce, rehearsal, rehearse, type Run} from './rehearsal.ts';
import {meddle, type openState, standing} from './sandbox-state.ts';
import {openTerminal} from './terminal.ts';

const domain = 'wasper.example.com';

let model = '';
test.before(async t => {
	model = await mkdtemp(path.join(tmpdir(), 'wasper-model-'));
	t.is((await rehearse(t, {home: model})).code, 0);
});
test.after.always(async () => rm(model, {recursive: true, force: true}));

/** A home in which a whole deployment stands: a copy, since all begin with the same one. */
async function deployed(t: ExecutionContext): Promise<string> {
	const home = await emptyHome(t);
	await cp(model, home, {recursive: true});
	return home;
}

const tearDown = async (t: ExecutionContext, home: string) => rehearse(t, {home, flags: ['teardown']});
const names = (things: ReadonlyArray<{name: string}> = []) => things.map(({name}) => name);
const planned = ({events}: Run) => events.find(event => event.type === 'removal.planned');

test('a teardown lists what goes, removes it, proves that nothing is left, and names the kept password', async t => {
	const home = await deployed(t);
	const run = await tearDown(t, home);
	t.is(run.code, 0, run.stderr);
	t.is(run.end.outcome, 'done');
	const all = ['wasper-vm', 'wasper-os-disk', 'wasper-nic', 'wasper-data-disk', 'wasper-ip', 'wasper-nsg', 'wasper-vnet', 'wasper-rg'];
	t.deepEqual(names(planned(run)?.toRemove).slice(-all.length), all);
	t.is(planned(run)?.toRemove.find(({kind}) => kind === 'data disk')?.note, 'with all its data');
	t.deepEqual(run.end.removal?.removed, planned(run)?.toRemove);
	t.deepEqual(run.end.removal?.left, []);
	t.deepEqual(await standing(home), []);
	const [password] = run.end.removal?.kept ?? [];
	await t.notThrowsAsync(access(password?.id ?? ''));
});

test('a subscription that Azure has disabled accepts nothing new, and what exists in it is still deleted', async t => {
	const home = await deployed(t);
	await meddle(home, state => state.subscription({state: 'Disabled'}));
	const setup = await runCli(t, [...rehearsal, '--plain'], {home, environment: atOnce});
	t.is(setup.code, 2);
	t.regex(setup.stderr, /Wasper rehearsal is Disabled\. It is read-only/);
	const run = await runCli(t, ['teardown', ...rehearsal, '--plain'], {home, environment: atOnce});
	t.is(run.code, 0, run.stderr);
	t.regex(run.stdout.replaceAll(/\s+/g, ' '), /is Disabled\. It is read-only .* What exists in it can still be removed\./);
	t.deepEqual(await standing(home), []);
});

test('after a teardown, the next one says that nothing is there, and a setup makes everything anew', async t => {
	const home = await deployed(t);
	await tearDown(t, home);
	const again = await runCli(t, ['teardown', ...rehearsal, '--plain'], {home, environment: atOnce});
	t.is(again.code, 0);
	t.regex(again.stdout, /Nothing of ours exists at wasper\.example\.com/);
	const events = await tearDown(t, home);
	t.deepEqual([events.end.removal?.removed, events.outcomes], [[], {}]);

	const setup = await rehearse(t, {home});
	t.is(setup.code, 0, setup.stderr);
	t.is(setup.outcomes['azure.machine'], 'created');
});

test('a foreign resource and record are kept, and so is the group around them', async t => {
	const home = await deployed(t);
	await meddle(home, ({resources, records}) => {
		const [disk] = resources.values().filter(({name}) => name === 'wasper-data-disk');
		const [record] = records.values();
		t.truthy(disk && record);
		if (disk && record) {
			const id = disk.id.replace('wasper-data-disk', 'theirs');
			resources.set(id.toLowerCase(), {...disk, id, name: 'theirs', tags: {team: 'data'}});
			records.set('0'.repeat(32), {...record, id: '0'.repeat(32), type: 'TXT', content: '"theirs too"', comment: null});
		}
	});

	const run = await tearDown(t, home);
	t.is(run.code, 0, run.stderr);
	t.deepEqual(await standing(home), ['wasper-rg', 'theirs', '"theirs too"']);
	const stays = Object.fromEntries(run.end.removal?.kept.map(({name, note}) => [name, note]) ?? []);
	t.is(stays['theirs'], 'not created by create-wasper-azure');
	t.is(stays['wasper-rg'], 'it also holds theirs');
	t.is(stays[`${domain} TXT "theirs too"`], 'not created by create-wasper-azure');
	t.is(run.outcomes['azure.group'], 'skipped');
});

test('a disk, an interface and an address of somebody else that Azure would delete with our machine stay, and are named', async t => {
	const home = await deployed(t);
	await meddle(home, attachTheirs);
	const run = await tearDown(t, home);
	const stays = Object.fromEntries(planned(run)?.toKeep.map(({name, note}) => [name, note]) ?? []);
	const remains = await standing(home);
	for (const [name, host] of [
		['their-wasper-data-disk', 'wasper-vm'],
		['their-wasper-nic', 'wasper-vm'],
		['their-wasper-ip', 'wasper-nic'],
	] as const) {
		t.is(stays[name], `belongs to another resource group; only detached from ${host}`);
		t.true(remains.includes(name), name);
	}

	t.false(remains.includes('wasper-vm'));
	t.regex(run.end.error?.evidence?.join() ?? '', /their-wasper-nic/, 'it still uses our subnet, which therefore stays');
});

/** Attaches resources of another group to our machine and interface, each to be deleted with the machine. */
function attachTheirs({groups, resources}: Awaited<ReturnType<typeof openState>>): void {
	// oxlint-disable-next-line typescript/no-explicit-any -- properties are as deep as Azure's
	const find = (name: string) => resources.values().find(resource => resource.name === name) as Stored<any>;
	const [group] = groups.values();
	groups.set(`${group!.subscription}/data-rg`.toLowerCase(), {...group!, id: group!.id.replace('wasper-rg', 'data-rg'), name: 'data-rg'});
	const lend = (name: string, change: object) => {
		const own = find(name);
		const id = own.id.replace('wasper-rg', 'data-rg').replace(name, `their-${name}`);
		const properties = {...own.properties, ...change};
		resources.set(id.toLowerCase(), {...own, id, name: `their-${name}`, tags: {team: 'data'}, properties});
		return id;
	};

	const [nic, machine] = [find('wasper-nic'), find('wasper-vm')];
	const [first] = nic.properties.ipConfigurations;
	const withAddress = (publicIPAddress?: object) => ({...first, properties: {...first.properties, publicIPAddress}});
	const disk = {createOption: 'Attach', lun: 7, name: 'theirs', managedDisk: {id: lend('wasper-data-disk', {})}, deleteOption: 'Delete'};
	machine.properties.storageProfile.dataDisks.push(disk);
	const other = lend('wasper-nic', {ipConfigurations: [withAddress()]});
	machine.properties.networkProfile.networkInterfaces.push({id: other, properties: {primary: false, deleteOption: 'Delete'}});
	const address = lend('wasper-ip', {ipAddress: '203.0.113.99'});
	nic.properties.ipConfigurations.push({...withAddress({id: address, properties: {deleteOption: 'Delete'}}), name: 'second'});
	for (const changed of [nic, machine]) {
		resources.set(changed.id.toLowerCase(), changed);
	}
}

test('what has our tag and could not be deleted is found at the end, and reported', async t => {
	const home = await deployed(t);
	await meddle(home, ({resources}) => {
		const [disk] = resources.values().filter(({name}) => name === 'wasper-data-disk');
		for (const [name, tags] of Object.entries({theirs: {}, forgotten: disk?.tags})) {
			const id = disk?.id.replace('wasper-data-disk', name) ?? '';
			resources.set(id.toLowerCase(), {...disk!, id, name, tags});
		}
	});

	const run = await tearDown(t, home);
	t.is(run.code, 4);
	t.is(run.end.error?.code, 'teardown.left');
	t.deepEqual(names(run.end.removal?.left), ['forgotten']);
	t.regex(run.end.error?.evidence?.join() ?? '', /disk forgotten: \/subscriptions\//);
});

const subscription = `/subscriptions/${defaultSubscriptions[0]?.id}`;
const group = `${subscription}/resourceGroups/wasper-rg`;
const locked: Record<string, string> = {
	'the data disk': `${group}/providers/Microsoft.Compute/disks/wasper-data-disk`,
	'the resource group': group,
	'the subscription': subscription,
};
for (const [what, scope] of Object.entries(locked)) {
	test(`a lock on ${what} stops a teardown before it removes anything, and without the lock the next one removes all`, async t => {
		const home = await deployed(t);
		const before = await standing(home);
		const id = `${scope}/providers/Microsoft.Authorization/locks/keep`;
		await meddle(home, ({locks}) => locks.set(id.toLowerCase(), {id, name: 'keep', level: 'CanNotDelete'}));
		const stopped = await runCli(t, ['teardown', ...rehearsal, '--plain'], {home, environment: atOnce});
		t.is(stopped.code, 3);
		t.regex(stopped.stderr, /The lock keep on .* prevents deleting this deployment\.[^]*Nothing was removed\.[^]*az lock delete --ids/);
		t.true(stopped.stderr.replaceAll(/\s/g, '').includes(id), stopped.stderr);
		t.deepEqual(await standing(home), before);

		await meddle(home, ({locks}) => locks.delete(id.toLowerCase()));
		const finished = await tearDown(t, home);
		t.is(finished.code, 0, finished.stderr);
		t.deepEqual(await standing(home), []);
	});
}

test('half a deployment, which Azure had no room for, goes as well', async t => {
	const home = await emptyHome(t);
	const failure = {code: 'AllocationFailed', message: 'Allocation failed.'};
	const half = await rehearse(t, {home, faults: [{operation: 'azure PUT virtualMachines', failure}]});
	t.not(half.code, 0);
	t.true((await standing(home)).includes('wasper-vnet'));
	const run = await tearDown(t, home);
	t.is(run.code, 0, run.stderr);
	t.deepEqual(await standing(home), []);
});

test('the deployment of another name, or in another group, is not touched', async t => {
	const home = await deployed(t);
	const before = await standing(home);
	const flags = (name: string, ...more: string[]) => ['teardown', '--sandbox', '--yes', '--domain', name, ...more];
	const other = await runCli(t, flags('other.example.com'), {home, environment: atOnce});
	t.is(other.code, 3);
	t.regex(other.stderr, /wasper-rg holds the deployment of wasper\.example\.com/);

	const elsewhere = await runCli(t, flags(domain, '--resource-group', 'another-rg'), {home, environment: atOnce});
	t.is(elsewhere.code, 3);
	t.regex(elsewhere.stderr, /--resource-group wasper-rg/);
	t.deepEqual(await standing(home), before);
});

test('nothing is deleted unless the name is given beside --yes on the command line itself', async t => {
	const home = await deployed(t);
	const before = await standing(home);
	const unconfirmed: Array<[string[], NodeJS.ProcessEnv]> = [
		[['--domain', domain], {}],
		[['--yes'], {WASPER_DOMAIN: domain}],
	];
	for (const [flags, environment] of unconfirmed) {
		const {code, stdout, stderr} = await runCli(t, ['teardown', '--sandbox', ...flags], {home, environment: {...atOnce, ...environment}});
		t.is(code, 2);
		t.regex(stderr, /data disk wasper-data-disk, with all its data[^]*--yes --domain wasper\.example\.com/);
		t.is(stdout, '');
	}

	t.deepEqual(await standing(home), before);
});

test('in a terminal the name is asked, and typing it removes everything', async t => {
	const home = await deployed(t);
	const screen = await openTerminal(t, {home, flags: ['teardown', '--sandbox']});
	await screen.until(/At which name does Wasper answer\?/);
	await screen.type('wasper.example.edu');
	await screen.press('enter');
	await screen.until(/not in any of the zones[^]*At which name/);
	await screen.type(domain);
	await screen.press('enter');
	await screen.until(/with all its data[^]*Type wasper\.example\.com/);
	await screen.type(domain);
	await screen.press('enter');
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback(), /is removed, after[^]*Left of ours\s+nothing/);
	t.deepEqual(await standing(home), []);
});

const slips: Record<string, (screen: Screen) => Promise<void>> = {
	'another name': async screen => {
		await screen.type('wasper.example.net');
		await screen.press('enter');
	},
	'Ctrl+C': async screen => screen.press('ctrlC'),
};
for (const [what, act] of Object.entries(slips)) {
	test(`in a terminal, ${what} instead of the name removes nothing`, async t => {
		const home = await deployed(t);
		const before = await standing(home);
		const screen = await openTerminal(t, {home, flags: ['teardown', '--sandbox', '--domain', domain]});
		await screen.until(/Type wasper\.example\.com/);
		await act(screen);
		t.is(await screen.exited, 130);
		t.regex(screen.scrollback(), /Nothing was removed\./);
		t.deepEqual(await standing(home), before);
	});
}

test('for screen readers it is sentences, and answers may come through a pipe', async t => {
	const home = await deployed(t);
	const input = `${domain}\n${domain}\n`;
	const {code, stdout, stderr} = await runCli(t, ['teardown', '--sandbox', '--accessible'], {home, input, environment: atOnce});
	t.is(code, 0, stderr);
	t.regex(stdout, /data disk wasper-data-disk, with all its data\n/);
	t.regex(stdout, /Done: Azure, Resource group: removed/);
	t.deepEqual(await standing(home), []);
});
