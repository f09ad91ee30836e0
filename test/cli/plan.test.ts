import {readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {planDocument, type PlanDocument} from '../../source/answers/input/plan-file.ts';
import {rehearsalToken} from '../../source/sandbox/cloudflare/rehearsal.ts';
import {deploymentSteps} from '../../source/steps/steps.ts';
import {runCli} from '../support/cli.ts';
import {emptyHome} from '../support/environment.ts';
import {answers, atOnce, rehearse} from './rehearsal.ts';
import {meddle, standing} from './sandbox-state.ts';

/** Plans in the sandbox of `home`; the document, which must be of the published schema. */
async function plan(t: ExecutionContext, home: string, flags: string[] = []) {
	const run = await runCli(t, ['plan', '--sandbox', '--json', ...answers, ...flags], {home, environment: atOnce, seconds: 60});
	return {...run, document: run.stdout ? planDocument.parse(JSON.parse(run.stdout)) : undefined};
}

async function apply(t: ExecutionContext, home: string, file: string, flags: string[] = []) {
	return runCli(t, ['apply', file, ...flags], {home, environment: atOnce, seconds: 60});
}

const actionsOf = (document: PlanDocument | undefined) => [...new Set(document?.plan.steps.map(({action}) => action))];
/** Everything that is not kept, with what was seen: said when a test fails. */
const notKept = (document: PlanDocument | undefined) => JSON.stringify(document?.plan.steps.filter(({action}) => action !== 'keep'));
const stepOf = (document: PlanDocument | undefined, id: string) => document?.plan.steps.find(({step}) => step === id);

// One after the other: each starts several commands, and all files of tests share two cores.
test.serial('the plan of an empty subscription makes every step, tells the bill, and leaves nothing behind', async t => {
	const home = await emptyHome(t);
	const {code, stderr, document} = await plan(t, home);
	t.is(code, 0, stderr);
	t.deepEqual(
		document?.plan.steps.map(({step}) => step),
		deploymentSteps().map(({id}) => id),
	);
	t.deepEqual(actionsOf(document), ['create']);
	t.true((document?.plan.bill.lines.length ?? 0) > 3);
	t.deepEqual(await standing(home), []);
	await t.throwsAsync(stat(path.join(home, '.local/share/create-wasper-azure/sandbox/operator')), {code: 'ENOENT'}, 'no SSH key is made');
});

test.serial('one screen of 80 × 24 shows every step, the bill against the budget, and the hash', async t => {
	const run = await runCli(t, ['plan', '--sandbox', ...answers], {environment: atOnce, seconds: 60});
	const lines = run.stdout.trimEnd().split('\n');
	t.true(lines.length < 24, run.stdout);
	t.true(lines.every(line => line.length < 80));
	t.regex(run.stdout, /Plan [\da-f]{16}: Wasper at wasper\.example\.com/);
	t.regex(run.stdout, /of 150\.00 USD/);
	for (const {title} of deploymentSteps()) {
		t.true(run.stdout.replace(/\s+/g, ' ').includes(title), title);
	}
});

test.serial('the same answers and the same resources give the same hash; another answer gives another', async t => {
	const home = await emptyHome(t);
	const [one, two, other] = [await plan(t, home), await plan(t, home), await plan(t, home, ['--budget', '99'])];
	t.is(one.document?.plan.hash, two.document?.plan.hash);
	t.not(one.document?.plan.hash, other.document?.plan.hash);
});

test.serial('a saved plan holds answers and no secret, is for its owner only, and is applied without another word', async t => {
	const home = await emptyHome(t);
	const file = path.join(home, 'plan.json');
	const secret = path.join(home, 'password');
	await writeFile(secret, 'correct-horse-battery-9\n');
	await plan(t, home, ['--out', file]);
	const text = await readFile(file, 'utf8');
	t.is((await stat(file)).mode & 0o777, 0o600);
	t.notRegex(text, /correct-horse|PRIVATE KEY|REDACTED/);
	t.false(text.includes(rehearsalToken));
	t.is((JSON.parse(text) as PlanDocument).answers['domain'], 'wasper.example.com');

	const run = await apply(t, home, file, ['--owner-password-file', secret]);
	t.is(run.code, 0, run.stderr);
	t.regex(run.stdout, /Wasper answers at https:\/\/wasper\.example\.com/);
	const {document} = await plan(t, home);
	t.deepEqual(actionsOf(document), ['keep'], notKept(document));

	const again = await apply(t, home, file);
	t.is(again.code, 0, `what is done already need not be done again: ${again.stderr}`);

	const real = JSON.parse(text) as PlanDocument;
	await writeFile(file, JSON.stringify({...real, answers: {...real.answers, target: 'azure'}}));
	t.regex((await apply(t, home, file, ['--sandbox-state', home])).stderr, /--sandbox-state has no effect without --sandbox/);
});

test.serial('a plan whose resources have changed since is refused, names what differs, and changes nothing', async t => {
	const home = await emptyHome(t);
	const file = path.join(home, 'plan.json');
	await rehearse(t, {home});
	const {document} = await plan(t, home, ['--out', file]);
	t.is(stepOf(document, 'azure.firewall')?.action, 'keep');
	await rehearse(t, {home, flags: ['--ssh-from', '198.51.100.0/24']});
	const run = await apply(t, home, file);
	t.is(run.code, 3);
	t.regex(run.stderr, /azure\.firewall: keep, now change \(rule allow-ssh .*198\.51\.100\.0\/24 → .*198\.51\.100\.7\/32\)/);
	t.regex(run.stderr, /Nothing was changed\./);
	t.is(stepOf((await plan(t, home)).document, 'azure.firewall')?.action, 'change');
});

test.serial('what differs is named property by property, with downtime and what must be done first', async t => {
	const home = await emptyHome(t);
	await rehearse(t, {home});
	const moved = await plan(t, home, ['--ssh-from', '198.51.100.0/24', '--size', 'Standard_D4as_v6']);
	t.is(moved.code, 0, moved.stderr);
	t.like(stepOf(moved.document, 'azure.machine'), {
		action: 'change',
		findings: [{changes: [{property: 'size', from: 'Standard_D2as_v6', to: 'Standard_D4as_v6'}], downtime: 120}],
	});
	t.is(stepOf(moved.document, 'azure.firewall')?.action, 'change');
	t.is(stepOf(moved.document, 'host.stack')?.action, 'keep', 'a machine that runs is looked into, whatever is to change');

	const elsewhere = await plan(t, home, ['--region', 'westeurope']);
	t.is(elsewhere.code, 3, 'a run would stop');
	t.like(stepOf(elsewhere.document, 'azure.disk'), {
		action: 'replace',
		findings: [{changes: [{property: 'region', from: 'eastus', to: 'westeurope'}]}],
	});
	t.regex(stepOf(elsewhere.document, 'azure.disk')?.findings[0]?.blocked ?? '', /--region eastus/);
});

test.serial('a stopped machine is started, and what is on it is not guessed', async t => {
	const home = await emptyHome(t);
	await rehearse(t, {home});
	await runCli(t, ['stop', '--deallocate', '--sandbox', '--resource-group', 'wasper-rg'], {home, environment: atOnce, seconds: 60});
	const wished = await plan(t, home, ['--os-disk', 'standard-ssd']);
	t.like(
		wished.document?.plan.bill.lines.find(({title}) => title.startsWith('OS disk')),
		{title: 'OS disk, 128 GiB Premium SSD'},
		'the bill follows the disk that stands',
	);
	t.regex(wished.document?.plan.bill.remark ?? '', /--os-disk standard-ssd has no effect/);
	const {stdout} = await runCli(t, ['plan', '--sandbox', ...answers, '--os-disk', 'standard-ssd'], {
		home,
		environment: atOnce,
		seconds: 60,
	});
	t.regex(stdout.replaceAll(/\s+/g, ' '), /keeps its OS disk, a Premium SSD: --os-disk standard-ssd has no effect/);
	const {document} = await plan(t, home);
	t.like(stepOf(document, 'azure.machine'), {
		action: 'change',
		findings: [{changes: [{property: 'power', from: 'deallocated', to: 'running'}]}],
	});
	t.is(stepOf(document, 'host.stack')?.action, 'unknown');
	t.is(stepOf(document, 'dns.record')?.action, 'keep');
});

test.serial('an approved resize is done without a question', async t => {
	const home = await emptyHome(t);
	const file = path.join(home, 'plan.json');
	await rehearse(t, {home});
	await plan(t, home, ['--size', 'Standard_D4as_v6', '--out', file]);
	const run = await apply(t, home, file);
	t.is(run.code, 0, run.stderr);
	await meddle(home, ({resources}) => {
		const machine = resources.values().find(({name}) => name === 'wasper-vm');
		t.regex(JSON.stringify(machine), /Standard_D4as_v6/);
	});
});

test.serial('a plan takes no other answers, is not of another version, and was not changed by hand', async t => {
	const home = await emptyHome(t);
	const file = path.join(home, 'plan.json');
	await plan(t, home, ['--out', file]);
	const saved = JSON.parse(await readFile(file, 'utf8')) as PlanDocument;
	const cases: Array<[number, RegExp, unknown, string[]]> = [
		[2, /--region can't change it/, saved, ['--region', 'westeurope']],
		[3, /created by version 0\.0\.1/, {...saved, version: '0.0.1'}, []],
		[3, /The answers differ from those of plan/, {...saved, answers: {...saved.answers, budget: '1'}}, []],
		[2, /is not a plan of create-wasper-azure/, {anything: 'else'}, []],
	];
	for (const [code, words, content, flags] of cases) {
		await writeFile(file, JSON.stringify(content));
		const run = await apply(t, home, file, flags);
		t.is(run.code, code, run.stderr);
		t.regex(run.stderr, words);
	}

	const none = await apply(t, home, path.join(home, 'nothing.json'));
	t.is(none.code, 2);
	t.deepEqual(await standing(home), []);
});

test.serial('the resources are exported for other tools, with the answers of the command line; another format is refused', async t => {
	const home = await emptyHome(t);
	const exported = async (format: string, ...flags: string[]) =>
		runCli(t, ['plan', '--sandbox', ...answers, '--format', format, ...flags], {home, environment: atOnce, seconds: 60});
	const arm = await exported('arm', '--region', 'westeurope');
	t.is(arm.code, 0, arm.stderr);
	const {resources} = JSON.parse(arm.stdout) as {resources: Array<{location: string}>};
	t.deepEqual([...new Set(resources.map(({location}) => location))], ['westeurope']);

	const file = path.join(home, 'main.tf');
	t.is((await exported('terraform', '--out', file)).stdout, '');
	t.regex(await readFile(file, 'utf8'), /resource "azapi_resource" "wasper_vm" {/);

	const other = await exported('pulumi');
	t.is(other.code, 2);
	t.regex(other.stderr, /--format takes arm or terraform, not “pulumi”/);
	t.deepEqual(await standing(home), []);
});
