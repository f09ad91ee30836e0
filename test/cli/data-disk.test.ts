import {cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {Stored} from '../../source/sandbox/azure/cloud.ts';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';
import {meddle} from './sandbox-state.ts';

let model = '';
test.before(async t => {
	model = await mkdtemp(path.join(tmpdir(), 'wasper-model-'));
	t.is((await rehearse(t, {home: model})).code, 0);
});
test.after.always(async () => rm(model, {recursive: true, force: true}));

/** A home in which a deployment stands whose data disk was detached, with `others` attached instead. */
async function detached(t: ExecutionContext, ...others: string[]): Promise<string> {
	const home = await emptyHome(t);
	await cp(model, home, {recursive: true});
	await meddle(home, ({resources}) => {
		// oxlint-disable-next-line typescript/no-explicit-any -- properties are as deep as Azure's
		const find = (name: string) => resources.values().find(resource => resource.name === name) as Stored<any>;
		const [machine, disk] = [find('wasper-vm'), find('wasper-data-disk')];
		machine.properties.storageProfile.dataDisks = others.map((name, lun) => {
			const id = disk.id.replace('wasper-data-disk', name);
			resources.set(id.toLowerCase(), {...disk, id, name, tags: {}, properties: {...disk.properties, uniqueId: name}});
			return {createOption: 'Attach', lun, name, managedDisk: {id}};
		});
		resources.set(machine.id.toLowerCase(), machine);
	});
	return home;
}

const attached = async (home: string) => {
	let disks: string[] = [];
	await meddle(home, ({resources}) => {
		// oxlint-disable-next-line typescript/no-explicit-any
		const machine = resources.values().find(({name}) => name === 'wasper-vm') as Stored<any>;
		disks = machine.properties.storageProfile.dataDisks.map((disk: {name: string; lun: number}) => `${disk.lun} ${disk.name}`);
	});
	return disks;
};

test('a data disk that was detached from the running machine is attached again by one run, with all that it holds', async t => {
	const home = await detached(t);
	const run = await rehearse(t, {home});
	t.is(run.code, 0, run.stderr);
	t.deepEqual([run.outcomes['azure.machine'], run.outcomes['host.secrets'], run.outcomes['tls.certificate']], ['changed', 'kept', 'kept']);
	t.deepEqual(await attached(home), ['0 wasper-data-disk']);
});

test('another disk at its LUN stays there: ours takes the next one, and the machine is told which is ours', async t => {
	const home = await detached(t, 'theirs');
	const run = await rehearse(t, {home});
	t.is(run.code, 0, run.stderr);
	t.regex(run.stdout, /The data disk wasper-data-disk is not attached; theirs is attached at LUN 0/);
	t.deepEqual(await attached(home), ['0 theirs', '1 wasper-data-disk']);
	t.deepEqual([run.outcomes['host.program'], run.outcomes['host.secrets']], ['changed', 'kept']);
	t.is((await rehearse(t, {home})).outcomes['azure.machine'], 'kept');
});
