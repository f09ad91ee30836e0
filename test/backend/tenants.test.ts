import test from 'ava';
import {openBackend} from '../../source/backend/open-backend.ts';
import {defaultSubscriptions, type Subscription} from '../../source/sandbox/azure/offerings.ts';
import {startWorld} from '../azure/wire-backend.ts';

const [rehearsal] = defaultSubscriptions as [Subscription];
const home = '11111111-1111-4111-8111-111111111111';
const work = '22222222-2222-4222-8222-222222222222';

test('who enters a tenant stays in it, although it is empty and another is not', async t => {
	const {endpoints} = await startWorld(t, {
		tenantId: home,
		otherTenants: [work],
		subscriptions: [{...rehearsal, tenantId: home, name: 'Own', tenantName: 'Ada Ltd'}],
	});
	const backend = openBackend({
		environment: {WASPER_AZURE_ENDPOINT: endpoints.azure, AZURE_AUTHORITY_HOST: endpoints.authority},
		pace: 0.1,
	});
	await backend.signIn('device-code', {});
	t.deepEqual(
		(await backend.subscriptions()).map(({name}) => name),
		['Own'],
	);
	await backend.signIn('device-code', {tenantId: work});
	t.deepEqual(await backend.subscriptions(), []);
	t.like((await backend.closedTenants())[0], {id: home, name: 'Ada Ltd', canEnter: true});
});
