import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {emptyHome} from '../support/environment.ts';
import {runEvent} from '../../source/runner/events.ts';
import {runCli} from '../support/cli.ts';
import {answers, atOnce, rehearse} from './rehearsal.ts';
import type {Screen} from '../support/screen.ts';
import {openTerminal} from './terminal.ts';

const allocationFailed = {
	operation: 'azure PUT virtualMachines',
	failure: {
		code: 'AllocationFailed',
		message: 'Allocation failed. We do not have sufficient capacity for the requested VM size in this region.',
	},
};
const skuNotAvailable = {
	operation: 'azure PUT virtualMachines',
	answer: {
		status: 409,
		body: {
			error: {
				code: 'SkuNotAvailable',
				message:
					"The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: Standard_D2as_v6' is currently not available in location 'eastus'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.",
			},
		},
	},
};
const regionalQuota = {
	operation: 'azure PUT virtualMachines',
	answer: {
		status: 409,
		body: {
			error: {
				code: 'OperationNotAllowed',
				message:
					'Operation could not be completed as it results in exceeding approved Total Regional Cores quota. Additional details - Deployment Model: Resource Manager, Location: eastus, Current Limit: 4, Current Usage: 4, Additional Required: 2, (Minimum) New Limit Required: 6.',
			},
		},
	},
};

/** What the wizard would ask first, said by flags. */
const said = ['--sandbox', ...answers, '--region', 'eastus', '--size', 'Standard_D2as_v6', '--budget', '150'];

const goOn = /Which\s+size\s+instead\?|Which\s+one\?/;

/** Takes every answer that the wizard proposes, up to the question in the middle of the run. */
async function acceptAll(screen: Screen): Promise<void> {
	while (!goOn.test(await screen.until(text => goOn.test(text) || /Enter (?:next|choose)|❯ Rehearse it/.test(text), 60))) {
		await screen.press('enter');
	}
}

/** A run from the wizard up to the question of where to go on. */
async function refused(t: ExecutionContext, faults: unknown[], size: {columns?: number; rows?: number} = {}) {
	const home = await emptyHome(t);
	const file = path.join(home, 'faults.json');
	await writeFile(file, JSON.stringify({faults}));
	const log = path.join(home, 'log.ndjson');
	const screen = await openTerminal(t, {home, ...size, flags: [...said, '--sandbox-faults', file, '--log-file', log]});
	await acceptAll(screen);
	return {screen, home, log};
}

/** What stands in the stand-in's Azure: type's last word → location, and the machine's size. */
async function standing(home: string) {
	const file = path.join(home, '.local/share/create-wasper-azure/sandbox/azure-resources.table.json');
	const text = await readFile(file, 'utf8');
	return {
		text,
		size: /"vmSize":\s*"([^"]+)"/.exec(text)?.[1],
		regions: new Set([...text.matchAll(/"location":\s*"([^"]+)"/g)].map(([, region]) => region)),
	};
}

for (const [how, fault] of [
	['when the machine is asked for', skuNotAvailable],
	['while the machine is being made', allocationFailed],
] as const) {
	test.serial(`no capacity ${how}: another size is offered with its price, and the same run goes on with it to the end`, async t => {
		const {screen, home, log} = await refused(t, [fault]);
		t.regex(screen.text(), /1 D2as_v5 for \d+\.\d\d USD a month/);
		await screen.type('1\r');
		t.is(await screen.exited, 0, screen.scrollback());
		t.regex(screen.scrollback(), /Continuing with Standard_D2as_v5 in East US/);
		t.regex(screen.scrollback(), /Wasper answers at/);
		const {text, size} = await standing(home);
		t.is(size, 'Standard_D2as_v5');
		t.regex(text, /create-wasper-azure/);
		const events = (await readFile(log, 'utf8')).trim().split('\n');
		const monthly = /"monthly":([\d.]+)/.exec(events.at(-1) ?? '')?.[1];
		t.regex(events.join('\n'), new RegExp(`D2as_v5 for ${Number(monthly).toFixed(2)} USD`), 'the bill is that of the new size');
	});
}

test.serial('another region says what it deletes first; then everything is there, and nothing is left behind', async t => {
	const {screen, home} = await refused(t, [skuNotAvailable], {columns: 100, rows: 40});
	await screen.type('4\r');
	const text = await screen.until(/Which one\?/);
	t.regex(
		text.replaceAll(/\s+/g, ' '),
		/first removes what this run created in eastus: the resource group wasper-rg with everything in it, no data yet/,
	);
	t.regex(text, /1 East US 2: D2as_v6 for \d+\.\d\d USD a month/);
	await screen.type('1\r');
	t.is(await screen.exited, 0, screen.scrollback());
	const {size, regions} = await standing(home);
	t.is(size, 'Standard_D2as_v6');
	t.deepEqual([...regions], ['eastus2']);
});

test.serial('a quota of the whole region offers other regions and no other size', async t => {
	const {screen} = await refused(t, [regionalQuota], {columns: 100, rows: 40});
	t.regex(screen.text(), /Regional vCPU quota exceeded in eastus[^]*first\s+removes[^]*1 East US 2: D2as_v6 for/);
	await screen.press('ctrlC');
	t.is(await screen.exited, 3);
});

test.serial('whoever declines keeps what was created and reads the flag that goes on; the rerun takes it', async t => {
	const {screen, home} = await refused(t, [allocationFailed]);
	await screen.press('enter');
	t.is(await screen.exited, 3);
	t.regex(screen.scrollback(), /--size\s+Standard_D2as_v5/);
	const again = await rehearse(t, {home, flags: ['--size', 'Standard_D2s_v6']});
	t.is(again.code, 0, JSON.stringify(again.end));
	t.is(again.outcomes['azure.network'], 'kept');
});

test.serial('a disk that was there before is not left behind: no other region is offered', async t => {
	const home = await emptyHome(t);
	await rehearse(t, {home, faults: [allocationFailed]});
	const file = path.join(home, 'faults.json');
	await writeFile(file, JSON.stringify({faults: [{...allocationFailed, operation: 'azure POST virtualMachines/start'}]}));
	const screen = await openTerminal(t, {home, columns: 100, rows: 40, flags: [...said, '--sandbox-faults', file]});
	await acceptAll(screen);
	t.regex(screen.text(), /1 D\w+ for/);
	t.notRegex(screen.text(), /Another region/);
});

for (const [how, fault] of [
	['refuses to start', skuNotAvailable],
	['fails to start', allocationFailed],
] as const) {
	test.serial(`a stopped machine that Azure ${how} for want of room takes the size that was chosen, and nobody is asked twice`, async t => {
		const home = await emptyHome(t);
		await rehearse(t, {home, flags: ['--size', 'Standard_D2as_v6']});
		t.is((await runCli(t, ['stop', '--deallocate', '--sandbox'], {home, environment: atOnce})).code, 0);
		const file = path.join(home, 'faults.json');
		await writeFile(file, JSON.stringify({faults: [{...fault, operation: 'azure POST virtualMachines/start'}]}));
		const log = path.join(home, 'log.ndjson');
		const flags = [...said, '--resource-group', 'wasper-rg', '--sandbox-faults', file, '--log-file', log];
		const screen = await openTerminal(t, {home, columns: 100, rows: 40, flags});
		await acceptAll(screen);
		await screen.type('1\r');
		t.notRegex(await screen.until(/Wasper\s+answers\s+at|Resize\s+it\s+to/, 60), /Resize/);
		t.is(await screen.exited, 0, screen.scrollback());
		const events = (await readFile(log, 'utf8'))
			.trim()
			.split('\n')
			.map(line => runEvent.parse(JSON.parse(line)));
		t.deepEqual(
			events.flatMap(event => (event.type === 'question.asked' ? [event.question.id] : [])),
			['azure.other-size'],
		);
		const chosen = events.flatMap(event => (event.type === 'run.changed' ? [event.size] : []));
		t.deepEqual([(await standing(home)).size], chosen);
	});
}

test.serial('without somebody to ask it ends with the very flag to run again, and asks nothing', async t => {
	const run = await rehearse(t, {home: await emptyHome(t), faults: [skuNotAvailable]});
	t.is(run.code, 3);
	t.regex(run.end.error?.next ?? '', /^Run the same command again with --size Standard_D2as_v5 \(\d+\.\d\d USD a month/);
	t.is(run.end.error?.shortage, 'size');
	t.false(run.events.some(({type}) => type === 'question.asked' || type === 'run.changed'));
});

test.serial('a saved plan takes no other size: without somebody to ask it ends with the plan to make instead', async t => {
	const home = await emptyHome(t);
	const [plan, faults] = [path.join(home, 'plan.json'), path.join(home, 'faults.json')];
	await writeFile(faults, JSON.stringify({faults: [skuNotAvailable]}));
	const options = {home, environment: atOnce};
	t.is((await runCli(t, ['plan', ...said, '--out', plan], options)).code, 0);
	const run = await runCli(t, ['apply', plan, '--sandbox', '--sandbox-faults', faults], options);
	t.is(run.code, 3, run.stderr);
	const [flags] =
		/plan(?: --sandbox)? --out FILE with the answers of this plan and (--size Standard_D2as_v5) \(/
			.exec(run.stdout.replaceAll(/\s+/g, ' '))
			?.slice(1) ?? [];
	t.is(
		(
			await runCli(
				t,
				['plan', ...said.filter(word => word !== '--size' && word !== 'Standard_D2as_v6'), ...(flags?.split(' ') ?? []), '--out', plan],
				options,
			)
		).code,
		0,
	);
	const again = await runCli(t, ['apply', plan], options);
	t.is(again.code, 0, again.stderr);
	t.is((await standing(home)).size, 'Standard_D2as_v5');
});
