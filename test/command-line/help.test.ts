import {spawnSync} from 'node:child_process';
import test from 'ava';
import {helpText, verbHelp} from '../../source/command-line/help.ts';
import {allFlags, sharedFlagsOf} from '../../source/command-line/tables.ts';
import {verbs} from '../../source/commands/verbs.ts';
import {exitCodes} from '../../source/errors/kinds.ts';

const pages = [helpText(verbs), ...verbs.map(verb => verbHelp(verb))];

test('--help fits on one screen of 80 by 24 and names every command', t => {
	const lines = helpText(verbs).trimEnd().split('\n');
	t.true(lines.length <= 24, `${lines.length} lines`);
	for (const {name, summary} of verbs) {
		t.true(
			lines.some(line => line.startsWith(`  ${name} `) && line.endsWith(summary)),
			name,
		);
	}
});

test('no line of any help is wider than 80 columns', t => {
	t.deepEqual(
		pages.flatMap(page => page.split('\n')).filter(line => line.length > 80),
		[],
	);
});

for (const verb of verbs) {
	test(`${verb.name} --help tells its purpose, its own flags, two examples and the exit codes`, t => {
		const page = verbHelp(verb);
		const words = page.replaceAll(/\s+/g, ' ');
		t.true(words.includes(verb.purpose));
		for (const flag of Object.keys({...verb.flags, ...sharedFlagsOf(verb)})) {
			t.regex(page, new RegExp(`^  --${flag}\\b`, 'm'));
		}
		for (const example of verb.examples) {
			t.true(page.includes(`  create-wasper-azure ${example}`.trimEnd()));
		}
		for (const code of Object.values(exitCodes)) {
			t.regex(page, new RegExp(`^  ${code} `, 'm'));
		}
	});
}

test('every flag is in the help of some command', t => {
	const all = pages.join('\n');
	t.deepEqual(
		Object.keys(allFlags(verbs)).filter(name => !new RegExp(`^  --${name}\\b`, 'm').test(all)),
		[],
	);
});

test('the examples of every command are understood by the command line', async t => {
	const {readArguments} = await import('../../source/command-line/arguments.ts');
	for (const {name, examples} of verbs) {
		for (const example of examples) {
			t.is(readArguments(example.split(' '), verbs).verb, name, example);
		}
	}
});

test('in a narrow window the help is no wider than it, and says the same', t => {
	const [create] = verbs;
	const narrow = verbHelp(create, 40);
	t.deepEqual(
		narrow.split('\n').filter(line => line.length > 40 && !line.includes('create-wasper-azure ')),
		[],
	);
	const words = (text: string) => text.split(/\s+/).filter(Boolean);
	t.deepEqual(words(narrow), words(verbHelp(create)));
});

test('the help loads neither a validator nor a drawing library', t => {
	const files = ['command-line/help.ts', 'commands/verbs.ts'].map(file => new URL(`../../source/${file}`, import.meta.url).href);
	const program = `
		const {registerHooks} = await import('node:module');
		const seen = [];
		registerHooks({resolve(name, context, next) { const resolved = next(name, context); seen.push(resolved.url); return resolved; }});
		for (const file of ${JSON.stringify(files)}) await import(file);
		console.log(JSON.stringify(seen));`;
	const {stdout} = spawnSync(process.execPath, ['--import=tsx', '--input-type=module', '-e', program], {encoding: 'utf8', timeout: 20_000});
	const seen = JSON.parse(stdout) as string[];
	t.true(seen.some(url => url.includes('answers/questions.ts')));
	t.deepEqual(
		seen.filter(url => url.includes('node_modules')),
		[],
	);
});
