import test, {type ExecutionContext} from 'ava';
import {rehearse} from './rehearsal.ts';
import {meddle} from './sandbox-state.ts';
import {change, resourceOf, standingModel} from './standing-model.ts';

const deployed = standingModel();

/** A home in which a deployment stands whose data disk was detached, with `others` attached instead. */
async function detached(t: ExecutionContext, ...others: string[]): Promise<string> {
	return deployed(t, state => {
		const disk = resourceOf(state, 'wasper-data-disk');
		change(state, 'wasper-vm', ({properties}) => {
			properties.storageProfile.dataDisks = others.map((name, lun) => {
				const id = disk.id.replace('wasper-data-disk', name);
				state.resources.set(id.toLowerCase(), {...disk, id, name, tags: {}, properties: {...disk.properties, uniqueId: name}});
				return {createOption: 'Attach', lun, name, managedDisk: {id}};
			});
		});
	});
}

const attached = async (home: string) => {
	let disks: string[] = [];
	await meddle(home, state => {
		const {dataDisks} = resourceOf(state, 'wasper-vm').properties.storageProfile;
		disks = dataDisks.map((disk: {name: string; lun: number}) => `${disk.lun} ${disk.name}`);
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
	t.regex(run.stdout, /dataDisk is not set, should be lun1/);
	t.is(run.outcomes['host.secrets'], 'kept');
	t.is((await rehearse(t, {home})).outcomes['azure.machine'], 'kept');
});
