import {readdir, readFile} from 'node:fs/promises';
import test from 'ava';
import {hostOperations, hostServices} from '../../../source/host/operations.ts';
import {hostUnits} from '../../../source/host/protocol.ts';
import {healthChecks, resourceDefinitions, unitDefinitions} from '../../../source/sandbox/host/definitions.ts';
import {bootMachine} from './machine.ts';
import {setUp} from './set-up.ts';

const folder = new URL('../../../assets/host/lib/', import.meta.url);
const library = async (file: string) => readFile(new URL(file, folder), 'utf8');

/** What bash fills in. */
const filledIn = /\$\((?:[^()]|\([^()]*\))*\)|\$\{(?:[^{}]|\{[^{}]*\})*\}|\$\w+|%-?\d*s/g;
/** One argument in the shell, its quotes left out. */
const argument = String.raw`(?:'([^']*)'|"(.*?)"(?=\s|;|$))`;

/** Every text that follows one of these commands in a program, as a pattern; those that are hardly more than a variable match anything. */
function texts(program: string, commands: string): RegExp[] {
	return [...program.matchAll(new RegExp(`(?:${commands}) ${argument}`, 'gm'))].flatMap(([, plain, filled]) => {
		const parts = (plain ?? filled ?? '').replaceAll(String.raw`\n`, '').split(filledIn);
		return parts.join('').length < 5 ? [] : [new RegExp(`^${parts.map(part => RegExp.escape(part)).join('.*')}$`)];
	});
}

for (const unit of hostUnits) {
	test(`a rehearsal reports ${unit} in the words of the real machine`, async t => {
		const {absent, evidence} = unitDefinitions[unit];
		const program = await library(`unit-${unit}.sh`);
		const absences = texts(program, `report absent ${absent.code}`);
		t.true(
			absences.some(pattern => pattern.test(absent.evidence)),
			`${absent.evidence}: ${absences.join(' ')}`,
		);
		// The evidence of these two is made when they are applied: from the certificate, from the account.
		if (unit !== 'tls' && unit !== 'owner') {
			const proofs = texts(program, 'report_ok');
			t.true(
				proofs.some(pattern => pattern.test(evidence)),
				`${evidence}: ${proofs.join(' ')}`,
			);
		}
	});
}

test('a rehearsal has exactly the health checks of the real machine', async t => {
	const program = await library('checks.sh');
	const checked = [...program.matchAll(/^\tcheck (?:'([^']*)'|"([^"]*)")/gm)].map(([, plain, filled]) => plain ?? filled ?? '');
	t.deepEqual(
		[
			...checked,
			...[...program.matchAll(/^\t\tcheck "([^"]*)"/gm)].flatMap(([, text = '']) => hostServices.map(name => text.replace('$name', name))),
		]
			.map(text => text.replace('$data', '/mnt/data'))
			.toSorted(),
		healthChecks.toSorted(),
	);
});

test('a rehearsal keeps on the machine what the real machine keeps, for the same reasons', async t => {
	const program = await library('removal.sh');
	const kept = [...program.matchAll(/printf '(\w+)\\t%s\\t%s\\n' \S+ .*'([^']+)'$/gm)].map(([, kind, note]) => `${kind}: ${note}`);
	t.deepEqual(
		kept,
		resourceDefinitions.flatMap(({kind, keptBecause}) => (keptBecause === undefined ? [] : [`${kind}: ${keptBecause}`])),
	);
});

test('a rehearsal removes from the machine the kinds of things that the real machine removes', async t => {
	const program = await library('removal.sh');
	const [, cases = ''] = /^remove_resource\(\) \{([^]*?)^\}/m.exec(program) ?? [];
	const kinds = [...cases.matchAll(/^\t([^#\n]*?)\)(?: |$)/gm)].flatMap(([, pattern = '']) => pattern.replaceAll("'", '').split(' | '));
	const rehearsed = resourceDefinitions.filter(({keptBecause}) => keptBecause === undefined).map(({kind}) => kind);
	t.deepEqual([...new Set(rehearsed)].toSorted(), kinds.toSorted());
});

/** What other programs print on a real machine: Docker, free, df, systemd's states of the stack, an inspection. */
const others: RegExp[] = [
	/^$/,
	/^ Container wasper-\w+ {2}Stopped$/,
	/^Total reclaimed space: \S+B$/,
	/^wasper-\w+ +\| \d{4}-\d\d-\d\dT[\d:.]+Z /,
	/^NAME +CPU % +MEM USAGE \/ LIMIT +NET I\/O +BLOCK I\/O$/,
	/^wasper-\w+ +[\d.]+% +\S+iB \/ \S+iB +\S+B \/ \S+B +\S+B \/ \S+B$/,
	/^ +total +used +free +shared +buff\/cache +available$/,
	/^(Mem|Swap): +(\S+ *)+$/,
	/^Mounted on +Size +Used +Avail +Use%$/,
	/^\/\S* +\S+ +\S+ +\S+ +\d+%$/,
	/^(\w+ (waiting|starting|healthy)(, |$))+$/,
	/^(ok {4}|FAILED) {2}\S/,
	/^\w* +(ok|absent|drifted|broken|unknown) +\S/,
];

for (const name of hostOperations) {
	test(`${name} prints in a rehearsal what wasperctl prints on a real machine`, async t => {
		const machine = await bootMachine(t);
		machine.pointName();
		const connection = await machine.connect();
		await setUp(t, machine, connection);
		const programs = await Promise.all((await readdir(folder)).map(library));
		const patterns = [...others, ...texts(programs.join('\n'), 'say|changed|printf')];
		const {stdout} = await machine.run(connection, `sudo -n wasperctl ${name}`);
		t.true(stdout.length > 0);
		for (const line of stdout.split('\n')) {
			t.true(
				patterns.some(pattern => pattern.test(line)),
				line,
			);
		}
	});
}
