import test, {type ExecutionContext} from 'ava';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';
import {meddle, standing, type openState} from './sandbox-state.ts';

const domain = 'wasper.example.com';
type State = Awaited<ReturnType<typeof openState>>;

/** A deployment after somebody changed its DNS records. */
async function deployed(t: ExecutionContext, change: (state: State) => void): Promise<string> {
	const home = await emptyHome(t);
	t.is((await rehearse(t, {home})).code, 0);
	await meddle(home, change);
	return home;
}

const ours = ({records}: State) => records.values().find(({name}) => name === domain)!;

test('a record whose comment the operator extended is still ours: kept in a rerun, deleted in a teardown', async t => {
	const comment = 'created by create-wasper-azure, see ticket 4711';
	const home = await deployed(t, state => {
		state.records.set(ours(state).id, {...ours(state), comment});
	});
	t.is((await rehearse(t, {home})).outcomes['dns.record'], 'kept');
	const {code, end} = await rehearse(t, {home, flags: ['teardown']});
	t.is(code, 0, JSON.stringify(end));
	t.deepEqual(await standing(home), []);
});

test('a foreign record that leads to the deleted address is kept with a warning where nobody can be asked', async t => {
	const home = await deployed(t, state => {
		state.records.set(ours(state).id, {...ours(state), comment: null});
	});
	const {code, end} = await rehearse(t, {home, flags: ['teardown']});
	t.is(code, 0, JSON.stringify(end));
	t.regex(
		end.removal?.kept.find(({kind}) => kind === 'DNS record')?.note ?? '',
		/not created by create-wasper-azure; warning: it points to the address of this deployment/,
	);
});

test('a test record that a killed run left in the zone is deleted with the deployment', async t => {
	const home = await deployed(t, state => {
		const probe = {...ours(state), id: 'f'.repeat(32), type: 'TXT', name: '_wasper-probe.example.com', content: '"left"'};
		state.records.set(probe.id, probe);
	});
	const {code, end} = await rehearse(t, {home, flags: ['teardown']});
	t.is(code, 0, JSON.stringify(end));
	t.deepEqual(await standing(home), []);
});
