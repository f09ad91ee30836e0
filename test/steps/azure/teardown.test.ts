import test from 'ava';
import {makeDeployment} from '../../azure/fixtures.ts';
import {RecordedAzure} from '../../azure/recorded-azure.ts';
import {Plane, recordedGateway} from './plane.ts';

async function deletions(prepare: (azure: RecordedAzure) => void): Promise<{deleted: string[]; said: string[]}> {
	const azure = new RecordedAzure();
	const plane = new Plane(makeDeployment(), recordedGateway(azure));
	await plane.setUp();
	prepare(azure);
	await plane.tearDown();
	const deleted = azure.sent.filter(({method}) => method === 'DELETE').map(({path}) => path.split('/').at(-1) ?? '');
	return {deleted, said: plane.said};
}

test('everything of ours goes, users before what they use, and the group last', async t => {
	const {deleted} = await deletions(() => {});
	t.deepEqual(deleted, ['wasper-vm', 'wasper-nic', 'wasper-data-disk', 'wasper-ip', 'wasper-nsg', 'wasper-vnet', 'wasper-rg']);
});

test('a group that holds a foreign resource is kept, and only ours leave it', async t => {
	const {deleted, said} = await deletions(azure => {
		const id =
			'/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/wasper-rg/providers/Microsoft.Storage/storageAccounts/theirs';
		azure.resources.set(id.toLowerCase(), {id, name: 'theirs', type: 'Microsoft.Storage/storageAccounts', tags: {}, properties: {}});
	});
	t.deepEqual(deleted, ['wasper-vm', 'wasper-nic', 'wasper-data-disk', 'wasper-ip', 'wasper-nsg', 'wasper-vnet']);
	t.true(said.some(line => line.includes('theirs')));
});

test('a group that is not ours is never deleted', async t => {
	const {deleted} = await deletions(azure => {
		const [, group] = [...azure.resources].find(([id]) => id.endsWith('/wasper-rg')) ?? [];
		if (group) {
			group.tags = {};
		}
	});
	t.false(deleted.includes('wasper-rg'));
});

test('a resource that is not ours is never deleted, nor the group around it', async t => {
	const {deleted, said} = await deletions(azure => {
		const [, disk] = [...azure.resources].find(([id]) => id.endsWith('/wasper-data-disk')) ?? [];
		if (disk) {
			disk.tags = {};
		}
	});
	t.deepEqual(deleted, ['wasper-vm', 'wasper-nic', 'wasper-ip', 'wasper-nsg', 'wasper-vnet']);
	t.true(said.includes('Data disk: skipped, wasper-data-disk was not created by create-wasper-azure and is kept'));
});

test('a resource that lost the tag that marks it as ours is never deleted, even if the others are still there', async t => {
	const {deleted} = await deletions(azure => {
		const [, disk] = [...azure.resources].find(([id]) => id.endsWith('/wasper-data-disk')) ?? [];
		delete disk?.tags['wasper-managed-by'];
	});
	t.false(deleted.includes('wasper-data-disk'));
	t.false(deleted.includes('wasper-rg'));
});

test('a deletion whose answer was lost, so that its repetition finds nothing, is a success', async t => {
	for (const name of ['wasper-vm', 'wasper-ip', 'wasper-rg']) {
		const {said} = await deletions(azure => {
			azure.reply(new RegExp(`^DELETE .*/${name}$`), ({path}) => {
				for (const id of azure.resources.keys()) {
					if (`${id}/`.includes(`${path.toLowerCase().replace(/^\/+/, '/')}/`)) {
						azure.resources.delete(id);
					}
				}

				return {status: 404, body: {error: {code: 'ResourceGroupNotFound', message: 'It could not be found.'}}};
			});
		});
		t.is(said.filter(line => /: removed, /.test(line)).length, 7, name);
	}
});

test('a deletion that fails while the thing is still there fails', async t => {
	const failure = {status: 409, body: {error: {code: 'InUse', message: 'It is in use.'}}};
	await t.throwsAsync(
		deletions(azure => azure.reply(/^DELETE .*wasper-ip$/, failure)),
		{message: /in use/},
	);
});

test('a group that is gone already is nothing to do', async t => {
	const {deleted, said} = await deletions(azure => {
		azure.resources.clear();
	});
	t.deepEqual(deleted, []);
	t.true(said.includes('Resource group: skipped, there is none'));
});
