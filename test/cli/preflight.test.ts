import {cp, readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {checkIds} from '../../source/preflight/table.ts';
import {runEvent} from '../../source/runner/events.ts';
import {emptyHome} from '../support/environment.ts';
import {runCli} from '../support/cli.ts';
import {atOnce, rehearsal, rehearse} from './rehearsal.ts';
import {meddle, openState, standing} from './sandbox-state.ts';

const misery = fileURLToPath(new URL('../preflight/misery', import.meta.url));
const sandboxState = '.local/share/create-wasper-azure/sandbox';

test('a miserable subscription stops the run before the first change, with every cause and what helps', async t => {
	const home = await emptyHome(t);
	await cp(misery, path.join(home, sandboxState), {recursive: true});
	const before = await standing(home);
	const flags = ['--plain', '--ssh-from', '203.0.113.77', '--sandbox-faults', path.join(misery, 'faults.json')];
	const {code, stdout, stderr} = await runCli(t, [...rehearsal, ...flags], {home, environment: atOnce});
	t.is(code, 3);
	t.regex(stdout, /^ +Checks +10 of 33 passed, 22 failed, 1 could not be checked$/m);
	t.notRegex(stdout, /Setting up/);
	t.regex(stderr, /^16 checks stop this run\.$/m);
	t.is(stderr.match(/^ {2}(?:azure|cloudflare|dns|acme|computer)\.[\w.]+: /gm)?.length, 16);
	t.regex(stderr, /az role assignment create --assignee-object-id [\da-f-]+ --assignee-principal-type ServicePrincipal --role Contributor/);
	t.regex(stderr, /^Nothing was changed\.$/m);
	t.deepEqual(await standing(home), before);
});

test('a failed check is overridden by its name; the run then meets what it was warned of', async t => {
	const home = await emptyHome(t);
	const policies = await readFile(path.join(misery, 'azure-policies.table.json'), 'utf8');
	await meddle(home, state => {
		for (const [id, document] of Object.entries(JSON.parse(policies) as Record<string, never>)) {
			state.policies.set(id, document);
		}
	});
	const stopped = await runCli(t, [...rehearsal, '--plain'], {home, environment: atOnce});
	t.is(stopped.code, 3);
	t.regex(stopped.stderr, /^One check stops this run\.\n {2}azure\.policy: The policy “Europe only” forbids/m);
	t.regex(stopped.stderr, /--override azure\.policy$/m);

	const run = await rehearse(t, {home, flags: ['--override', 'azure.policy']});
	t.is(run.code, 3);
	t.is(run.end.error?.code, 'RequestDisallowedByPolicy');
	t.is(run.outcomes['azure.network'], undefined);
});

test('another --release on an existing deployment stops the run with exit code 3, naming its own, before anything is changed', async t => {
	const home = await emptyHome(t);
	t.is((await rehearse(t, {home})).code, 0);
	const tags = async () => {
		const state = await openState(home);
		const found = [...state.groups.values(), ...state.resources.values()].map(resource => resource.tags?.['wasper-release']);
		const machines = state.machines.values().map(({settings}) => settings?.release);
		state.close();
		return [...found, ...machines];
	};
	const before = await tags();
	const {code, stderr} = await runCli(t, [...rehearsal, '--plain', '--release', 'reference'], {home, environment: atOnce});
	t.is(code, 3);
	t.regex(stderr, /azure\.group: This deployment has release recommended \(Activepieces 0\.85\.2\)/);
	t.regex(stderr, /--release recommended/);
	t.deepEqual(await tags(), before);
	t.true(before.includes('recommended'));
});

test('a check that does not exist, or that the run could not survive, is no override', async t => {
	const home = await emptyHome(t);
	const unknown = await runCli(t, [...rehearsal, '--override', 'azure.everything'], {home, environment: atOnce});
	t.is(unknown.code, 2);
	t.regex(unknown.stderr, /There is no check azure\.everything/);
	const fixed = await runCli(t, [...rehearsal, '--override', 'azure.group'], {home, environment: atOnce});
	t.is(fixed.code, 2);
	t.regex(fixed.stderr, /azure\.group can't be overridden/);
});

test('existing resources need no more of a quota that they have used up', async t => {
	const home = await emptyHome(t);
	const first = await rehearse(t, {home});
	t.is(first.code, 0, first.stderr);
	await meddle(home, state => {
		const quotas = {
			cores: 2,
			standardDasv6Family: 2,
			PublicIPAddresses: 1,
			VirtualNetworks: 1,
			NetworkInterfaces: 1,
			NetworkSecurityGroups: 1,
		};
		state.subscription({quotas});
	});
	const again = await runCli(t, [...rehearsal, '--plain'], {home, environment: atOnce, seconds: 60});
	t.is(again.code, 0, again.stderr);
	t.regex(again.stdout, /^ +Checks +33 of 33 passed$/m);
});

test('a certificate that was issued is remembered for the limits of the authority', async t => {
	const home = await emptyHome(t);
	await rehearse(t, {home});
	await rehearse(t, {home});
	const kept = await readFile(path.join(home, sandboxState, 'operator/wasper.example.com/certificates.txt'), 'utf8');
	t.regex(kept, /^\d{4}-\d\d-\d\dT[\d:.]+Z\n$/, 'one line: the second run kept the certificate');
});

test('programs read every check, in the stream and in the log: of a run that begins, and of one that does not', async t => {
	const home = await emptyHome(t);
	const log = path.join(home, 'run.ndjson');
	const readLog = async () => (await readFile(log, 'utf8')).trim().split('\n');
	await meddle(home, state => state.subscription({quotas: {PublicIPAddresses: 0}}));
	const stopped = await runCli(t, [...rehearsal, '--json', '--log-file', log], {home, environment: atOnce});
	t.is(stopped.code, 3);
	const [line = '', ...rest] = stopped.stdout.trim().split('\n');
	t.deepEqual(rest, [], 'nothing was changed');
	const event = runEvent.parse(JSON.parse(line));
	t.like(event, {type: 'preflight.checked', overridden: []});
	t.deepEqual(await readLog(), [line]);
	t.regex(stopped.stderr, /azure\.addresses/);

	const begun = await rehearse(t, {home, flags: ['--override', 'azure.addresses', '--log-file', log]});
	const [first, second] = begun.events;
	t.is(first?.type, 'run.started');
	t.true(second?.type === 'preflight.checked' && second.run === first?.run);
	if (second?.type === 'preflight.checked') {
		t.deepEqual(second.overridden, ['azure.addresses']);
		t.deepEqual(
			second.checks.map(({id}) => id),
			checkIds,
		);
		t.like(
			second.checks.find(({id}) => id === 'azure.addresses'),
			{state: 'failed', severity: 'must', overridable: true},
		);
	}

	t.true((await readLog()).includes(begun.stdout.split('\n')[1] ?? ''));
});

test('a new subscription without a registered provider is sized without its quotas, registered, and set up', async t => {
	const home = await emptyHome(t);
	await meddle(home, state => state.subscription({registered: []}));
	const run = await rehearse(t, {home});
	t.is(run.code, 0, JSON.stringify(run.end));
	t.is(run.outcomes['azure.providers'], 'created');
});
