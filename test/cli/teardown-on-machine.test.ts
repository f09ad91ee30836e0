import {cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {runCli, type CliResult} from '../support/cli.ts';
import {emptyHome} from '../support/environment.ts';
import {atOnce, rehearse, type Run} from './rehearsal.ts';
import {meddle, standing} from './sandbox-state.ts';
import {openTerminal} from './terminal.ts';

const domain = 'wasper.example.com';
const record = '203.0.113.10';

let model = '';
test.before(async t => {
	model = await mkdtemp(path.join(tmpdir(), 'wasper-model-'));
	t.is((await rehearse(t, {home: model})).code, 0);
	// Accepts the host key once and for all, and hands the machine over to --host.
	const status = await runCli(t, ['status', '--sandbox', ...place(model)], {home: model, environment: atOnce});
	const [fingerprint = ''] = /SHA256:[\w+/]+/.exec(status.stderr) ?? [];
	const create = await rehearse(t, {home: model, flags: ['create', ...place(model), '--host-key', fingerprint]});
	t.is(create.code, 0, create.stderr);
});
test.after.always(async () => rm(model, {recursive: true, force: true}));

const place = (home: string) => [
	'--host',
	'wasperadmin@203.0.113.10',
	'--ssh-key',
	`${home}/.local/share/create-wasper-azure/sandbox/operator/wasper_ed25519`,
];

/** A home in which Wasper runs on a machine whose host key is known: a copy, since all begin with the same one. */
async function deployed(t: ExecutionContext) {
	const home = await emptyHome(t);
	await cp(model, home, {recursive: true});
	const run = async (verb: string, more: string[] = []): Promise<Run> => rehearse(t, {home, flags: [verb, ...place(home), ...more]});
	const plain = async (...words: string[]): Promise<CliResult> =>
		runCli(t, [...words, '--sandbox', ...place(home)], {home, environment: atOnce});
	return {home, run, plain};
}

const names = (resources: ReadonlyArray<{kind: string; name: string}> = []) => resources.map(({kind, name}) => `${kind} ${name}`);

test('a teardown of a machine removes containers and record, keeps machine and data, and the next setup has the same data', async t => {
	const {home, run, plain} = await deployed(t);
	const machine = (await standing(home)).filter(name => name !== record);
	const first = await run('teardown');
	t.is(first.code, 0, first.stderr);
	t.deepEqual(first.outcomes, {'dns.record': 'removed', 'host.stack': 'removed'});
	const planned = first.events.find(event => event.type === 'removal.planned');
	const removed = names(planned?.toRemove);
	for (const name of [
		'container wasper-app',
		'systemd unit wasper.service',
		'folder /opt/wasper/stack',
		`DNS record ${domain} A ${record}`,
	]) {
		t.true(removed.includes(name), name);
	}

	t.deepEqual(first.end.removal?.removed, planned?.toRemove);
	t.deepEqual(first.end.removal?.left, []);
	for (const name of ['folder /mnt/data', 'file /mnt/data/secrets/wasper.env', 'program wasperctl']) {
		t.true(names(first.end.removal?.kept).includes(name), name);
	}

	t.deepEqual(await standing(home), machine, 'only the record is gone');
	const status = await plain('status');
	t.regex(status.stdout, /^stack +absent/m, status.stderr);
	t.regex(status.stdout, /^secrets +ok/m);

	const second = await plain('teardown', '--yes', '--domain', domain, '--plain');
	t.is(second.code, 0, second.stderr);
	t.regex(second.stdout, /Nothing of ours exists at wasper\.example\.com/);

	const again = await run('create');
	t.is(again.code, 0, again.stderr);
	t.is(again.outcomes['host.stack'], 'created');
	t.is(again.outcomes['host.secrets'], 'kept');
	t.is(again.outcomes['app.owner'], 'kept');
	t.true((await standing(home)).includes(record));
});

test('a machine that was set up for another domain is not touched, nor the record of that domain', async t => {
	const {home, plain} = await deployed(t);
	const before = await standing(home);
	const other = await plain('teardown', '--yes', '--domain', 'other.example.com');
	t.is(other.code, 3);
	t.regex(other.stderr.replaceAll(/\s+/g, ' '), /was set up for wasper\.example\.com, not for other\.example\.com.*Nothing was removed/);
	t.deepEqual(await standing(home), before);
	t.is((await plain('health')).code, 0);
});

test('a record that points to another machine by now is kept: Wasper runs there', async t => {
	const {home, run} = await deployed(t);
	await meddle(home, ({records}) => {
		for (const [id, found] of records.entries()) {
			records.set(id, {...found, content: '198.51.100.9'});
		}
	});
	const {code, end, stderr} = await run('teardown');
	t.is(code, 0, stderr);
	const kept = end.removal?.kept.find(({kind}) => kind === 'DNS record');
	t.is(kept?.note, 'it points to another machine');
	t.true((await standing(home)).includes('198.51.100.9'));
});

test('an older wasperctl on the machine is replaced before it is asked what is there', async t => {
	const {home, run} = await deployed(t);
	await meddle(home, ({machines}) => {
		for (const [id, {protocol: _, ...machine}] of machines.entries()) {
			machines.set(id, {...machine, program: '0.0.9+old'});
		}
	});
	const {code, outcomes, stderr} = await run('teardown');
	t.is(code, 0, stderr);
	t.is(outcomes['host.stack'], 'removed');
});

test('nothing is deleted from a machine unless the name is given beside --yes, or is typed in a terminal', async t => {
	const {home, plain} = await deployed(t);
	const before = await standing(home);
	const unconfirmed = await plain('teardown', '--domain', domain);
	t.is(unconfirmed.code, 2);
	t.regex(unconfirmed.stderr, /container wasper-app[^]*--yes --domain wasper\.example\.com/);
	t.deepEqual(await standing(home), before);

	const flags = ['teardown', '--sandbox', ...place(home)];
	const slip = await openTerminal(t, {home, flags: [...flags, '--domain', domain]});
	await slip.until(/network +wasper_default[^]*Type wasper\.example\.com/);
	await slip.type('wasper.example.net');
	await slip.press('enter');
	t.is(await slip.exited, 130);
	t.regex(slip.scrollback(), /Nothing was removed\./);
	t.is((await plain('health')).code, 0);

	const screen = await openTerminal(t, {home, flags});
	await screen.until(/At which name does Wasper answer\?/);
	await screen.type(domain);
	await screen.press('enter');
	await screen.until(/This stays:[^]*\/mnt\/data[^]*Type wasper\.example\.com/);
	t.notRegex(screen.scrollback(), /ubscription|Azure/);
	await screen.type(domain);
	await screen.press('enter');
	t.is(await screen.exited, 0, screen.scrollback());
	t.regex(screen.scrollback(), /Containers, timers and files[^]*is removed, after[^]*Left of ours\s+nothing/);
});

test('a teardown in Azure says nothing to the machine: it is deleted with everything on it', async t => {
	const {home} = await deployed(t);
	const gone = await rehearse(t, {home, flags: ['teardown'], faults: [{operation: 'ssh connect', refuse: true, times: 99}]});
	t.is(gone.code, 0, gone.stderr);
	t.false('host.stack' in gone.outcomes);
	t.notRegex(gone.stdout, /wasper-app/);
});
