import test from 'ava';
import {readArguments as parse} from '../../source/command-line/arguments.ts';
import {verbs} from '../../source/commands/verbs.ts';
import {UsageError} from '../../source/errors/kinds.ts';

const readArguments = (argv: readonly string[]) => parse(argv, verbs);

function problems(argv: string[]): string[] {
	try {
		readArguments(argv);
	} catch (error) {
		if (error instanceof UsageError) {
			return error.explanation.evidence ?? [error.explanation.cause];
		}
		throw error;
	}
	return [];
}

test('without arguments the tool creates and asks everything', t => {
	t.deepEqual(readArguments([]), {verb: 'create', flags: {}, given: {answers: {}, origins: {}}, secretFiles: {}});
});

test('every stable flag is understood', t => {
	const {verb, flags, given, secretFiles} = readArguments(
		`teardown --sandbox --sandbox-state S --sandbox-faults F --yes --json --answers A --domain d.example.com --region=eastus --size D2 --subscription sub
		--resource-group rg --ssh-from 203.0.113.7 --ssh-key /k --owner-email a@example.com --owner-name Ada --budget 99 --log-file L --debug --owner-password-file P`.split(
			/\s+/,
		),
	);
	t.is(verb, 'teardown');
	t.deepEqual(flags, {
		'sandbox-state': 'S',
		'sandbox-faults': 'F',
		yes: true,
		json: true,
		answers: 'A',
		'log-file': 'L',
		debug: true,
	});
	t.deepEqual(given.answers, {
		target: 'sandbox',
		domain: 'd.example.com',
		region: 'eastus',
		size: 'D2',
		subscription: 'sub',
		resourceGroup: 'rg',
		sshFrom: '203.0.113.7',
		sshKey: '/k',
		ownerEmail: 'a@example.com',
		ownerName: 'Ada',
		budget: '99',
	});
	t.is(given.origins.domain, '--domain');
	t.deepEqual(secretFiles, {ownerPassword: 'P'});
});

test('help and version have short forms', t => {
	t.true(readArguments(['-h']).flags.help);
	t.true(readArguments(['-v']).flags.version);
});

for (const [argv, words] of [
	[['--domian', 'x'], 'There is no flag --domian; did you mean --domain?'],
	[['--frobnicate'], 'There is no flag --frobnicate.'],
	[['--domain'], '--domain needs a value: --domain NAME'],
	[['--domain', '--json'], '--domain needs a value: --domain NAME'],
	[['--json=yes'], '--json takes no value.'],
	[['--size', 'a', '--size', 'b'], '--size is given twice.'],
	[['taerdown'], 'There is no command “taerdown”; did you mean teardown?'],
	[
		['zzz'],
		'There is no command “zzz”; there are create, plan, apply, status, health, logs, stats, start, stop, restart, clean, teardown, completion, and help.',
	],
	[['--host-key', 'SHA256:x'], '--host-key has no effect without --host.'],
	[['--follow'], '--follow is a flag of logs, not of create.'],
	[['--out', 'plan.json'], '--out is a flag of plan, not of create.'],
	[['apply'], 'apply needs FILE: create-wasper-azure apply FILE'],
	[['status', 'app'], 'Unexpected argument “app”.'],
	[['create', 'now'], 'Unexpected argument “now”.'],
	[['-x'], 'There is no flag -x.'],
	[['logs', 'db'], '“db” is not a valid SERVICE: choose one of app, postgres, redis, and nginx.'],
	[['plan', '--format', 'pulumi'], '--format takes arm or terraform, not “pulumi”.'],
	[['help', 'taerdown'], '“taerdown” is not a valid COMMAND; did you mean teardown?'],
	[['completion', 'tcsh'], '“tcsh” is not a valid SHELL: choose one of bash, zsh, fish, and powershell.'],
] as const) {
	test(`“${argv.join(' ')}” is refused: ${words}`, t => {
		t.true(problems([...argv]).includes(words), problems([...argv]).join('\n'));
	});
}

test('all problems are reported at once, with the way to the help', t => {
	const error = t.throws(() => readArguments(['--domian', 'x', '--size', '--frob', '--yes', 'stray']), {instanceOf: UsageError});
	t.true((error.explanation.evidence?.length ?? 0) >= 3);
	t.is(error.explanation.next, 'create-wasper-azure --help');
	const inVerb = t.throws(() => readArguments(['logs', '--frob']), {instanceOf: UsageError});
	t.is(inVerb.explanation.next, 'create-wasper-azure logs --help');
	t.is(error.exitCode, 2);
});

test('a secret on the command line is refused with the safe ways, and not repeated', t => {
	for (const argv of [
		['--owner-password', 'hunter2hunter2'],
		['--owner-password=hunter2hunter2'],
		['--cloudflare-token', 'hunter2hunter2'],
	]) {
		const error = t.throws(() => readArguments(argv), {instanceOf: UsageError});
		const said = JSON.stringify(error.explanation.evidence ?? error.explanation.cause);
		t.regex(said, /every process can read/);
		t.regex(said, /WASPER_OWNER_PASSWORD|CLOUDFLARE_API_TOKEN/);
	}
	t.notRegex(JSON.stringify(problems(['--cloudflare-token=hunter2hunter2', '--owner-password=hunter2hunter2'])), /hunter2/);
});

test('the log of one service is asked for by its name, with what narrows it', t => {
	const {verb, positional, flags} = readArguments(['logs', 'postgres', '--follow', '--since', '10m', '--grep', 'two words']);
	t.deepEqual(
		{verb, positional, flags: {...flags}},
		{verb: 'logs', positional: 'postgres', flags: {follow: true, since: '10m', grep: 'two words'}},
	);
});

test('what follows an unknown flag is never repeated: it may be a secret', t => {
	const error = t.throws(() => readArguments(['--cloudflare-token', 'very-secret', '--yes']), {instanceOf: UsageError});
	t.regex(error?.explanation.cause ?? '', /secrets are not taken on the command line/);
	t.notRegex(JSON.stringify(error?.explanation), /very-secret/);
});

test('flags that contradict each other are reported, instead of one being ignored', t => {
	t.deepEqual(problems(['--json', '--accessible']), ['--json and --accessible exclude each other: use one of them.']);
	t.deepEqual(problems(['--host', 'a@203.0.113.7', '--size', 'D2']), ['--size has no effect with --host: that machine exists already.']);
	t.deepEqual(problems(['--host', 'a@203.0.113.7', '--domain', 'wasper.example.com', '--sandbox']), []);
	for (const verb of ['create', 'plan', 'status', 'teardown']) {
		t.deepEqual(problems([verb, '--host', 'a@203.0.113.7', '--resource-group', 'rg']), [
			'--resource-group has no effect with --host: that machine exists already.',
		]);
	}
});

test('an impossible fingerprint is reported before the machine is contacted', t => {
	t.regex(problems(['--host', 'a@203.0.113.7', '--host-key', 'aa:bb:cc']).join(), /--host-key is not a fingerprint.*SHA256/);
	t.deepEqual(problems(['--host', 'a@203.0.113.7', '--host-key', `SHA256:${'a'.repeat(43)}`]), []);
});

test('two letters that changed places are understood as one slip', t => {
	t.regex(problems(['plna']).join(), /did you mean plan\?/);
	t.regex(problems(['--regoin', 'eastus']).join(), /did you mean --region\?/);
});

for (const [time, isTime] of Object.entries({
	'10m': true,
	'1h30m': true,
	'2026-11-21': true,
	'2026-11-21T08:00': true,
	'2026-11-21T08:00:00+01:00': true,
	'1795281957': true,
	yesterday: false,
	'2d': false,
	'10': false,
	'08:00': false,
})) {
	test(`logs --since ${time} is ${isTime ? 'taken' : 'refused before anything is asked of the machine'}`, t => {
		t.is(problems(['logs', '--since', time]).length, isTime ? 0 : 1);
	});
}
