import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {Ajv2020} from 'ajv/dist/2020.js';
import {readAnswersFile} from '../../../source/answers/input/answers-file.ts';
import {readArguments} from '../../../source/command-line/arguments.ts';
import {verbs} from '../../../source/commands/verbs.ts';
import {gatherGiven, readEnvironment} from '../../../source/answers/input/given.ts';
import {questionKeys, questions} from '../../../source/answers/questions.ts';
import {answersJsonSchema} from '../../../source/answers/input/schema.ts';
import {UsageError} from '../../../source/errors/kinds.ts';

async function fileWith(t: ExecutionContext, text: string, name = 'answers.json'): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-answers-'));
	t.teardown(() => rm(folder, {recursive: true}));
	const path = join(folder, name);
	await writeFile(path, text);
	return path;
}

test('every question can be answered by a variable', t => {
	const environment = Object.fromEntries(questionKeys.map(key => [questions[key].variable, `value of ${key}`]));
	const {answers, origins} = readEnvironment(environment);
	t.deepEqual(Object.keys(answers), [...questionKeys]);
	t.is(origins.domain, 'WASPER_DOMAIN');
	t.is(answers.cloudflareToken?.reveal(), 'value of cloudflareToken');
});

test('an empty variable is as good as none', t => {
	t.deepEqual(readEnvironment({WASPER_DOMAIN: ''}).answers, {});
});

test('no two questions share a flag, a variable or a title, and needs stand before those who need them', t => {
	const unique = (values: Array<string | undefined>) => t.is(new Set(values).size, values.length);
	unique(questionKeys.map(key => questions[key].flag));
	unique(questionKeys.map(key => questions[key].variable));
	unique(questionKeys.map(key => questions[key].title));
	for (const key of questionKeys) {
		for (const need of questions[key].needs) {
			t.true(questionKeys.indexOf(need) < questionKeys.indexOf(key), `${key} needs ${need}`);
		}
	}
});

test('flags take precedence over the environment, and the environment over the answers file', async t => {
	const path = await fileWith(t, JSON.stringify({domain: 'file.example.com', region: 'westeurope', size: 'D2s_v5', budget: 120}));
	const given = await gatherGiven(readArguments(['--answers', path, '--domain', 'flag.example.com'], verbs), {
		WASPER_DOMAIN: 'variable.example.com',
		WASPER_REGION: 'uksouth',
	});
	t.like(given.answers, {domain: 'flag.example.com', region: 'uksouth', size: 'D2s_v5', budget: '120'});
	t.like(given.origins, {domain: '--domain', region: 'WASPER_REGION', size: 'size in answers.json'});
});

test('a secret comes from the file that a flag names, without its last line break', async t => {
	const path = await fileWith(t, 'correct horse battery\n', 'password');
	const given = await gatherGiven(readArguments(['--owner-password-file', path], verbs), {WASPER_OWNER_PASSWORD: 'from the environment'});
	t.is(given.answers.ownerPassword?.reveal(), 'correct horse battery');
	t.notRegex(JSON.stringify(given), /correct horse/);
});

test('a missing secret file is named by its flag', async t => {
	const error = await t.throwsAsync(gatherGiven(readArguments(['--owner-password-file', '/nowhere/p'], verbs), {}), {
		instanceOf: UsageError,
	});
	t.regex(error.message, /--owner-password-file: the file \/nowhere\/p can't be read/);
});

for (const [text, words] of [
	['{"domain": "a.example.com", "token": ', /not valid JSON/],
	['[]', /must hold one JSON object/],
	['{"domian": "x"}', /no answer “domian”; did you mean “domain”/],
	['{"domain": 5}', /“domain” must be a string/],
	['{"target": "aws"}', /“target” must be one of azure, sandbox/],
	['{"budget": -1}', /“budget” must be a positive number/],
	['{"budget": true}', /“budget” must be a positive number/],
] as const) {
	test(`an answers file with ${text} is refused with the reason`, async t => {
		const error = await t.throwsAsync(readAnswersFile(await fileWith(t, text)), {instanceOf: UsageError});
		t.regex(error.message, words);
		t.is(error.exitCode, 2);
	});
}

test("all of an answers file's problems are reported at once, and no value is repeated", async t => {
	const path = await fileWith(t, '{"cloudflareTokn": "hunter2hunter2", "domain": 5, "ubuntu": "hunter2", "ownerPassword": 7}');
	const error = await t.throwsAsync(readAnswersFile(path), {instanceOf: UsageError});
	t.is(error.explanation.evidence?.length, 4);
	t.notRegex(JSON.stringify(error.explanation), /hunter2/);
});

test('a missing answers file, or one that is broken around a secret, is reported without its content', async t => {
	await t.throwsAsync(readAnswersFile('/nowhere/answers.json'), {instanceOf: UsageError, message: /is not there/});
	const error = await t.throwsAsync(readAnswersFile(await fileWith(t, '{"cloudflareToken": "hunter2hunter2" "x"}')), {
		instanceOf: UsageError,
	});
	t.notRegex(JSON.stringify(error.explanation), /hunter2/);
});

test('the published schema accepts what the tool accepts, and names every question', t => {
	const schema = answersJsonSchema();
	const validate = new Ajv2020({strict: false}).compile(schema);
	t.true(validate({domain: 'a.example.com', budget: 150, target: 'sandbox', $schema: './answers.schema.json'}));
	t.false(validate({domian: 'a.example.com'}));
	t.false(validate({target: 'aws'}));
	t.deepEqual(Object.keys(schema['properties'] as object), ['$schema', ...questionKeys]);
});

test('flags of a rehearsal stand beside whatever says that it is one: flag, environment, file, or a saved plan later', async t => {
	const state = ['--sandbox-state', '/tmp/state'];
	const error = await t.throwsAsync(gatherGiven(readArguments(state, verbs), {}), {instanceOf: UsageError});
	t.regex(error.explanation.next ?? '', /^Add --sandbox/);
	await t.throwsAsync(gatherGiven(readArguments(state, verbs), {WASPER_TARGET: 'azure'}), {instanceOf: UsageError});
	await t.notThrowsAsync(gatherGiven(readArguments([...state, '--sandbox'], verbs), {}));
	await t.notThrowsAsync(gatherGiven(readArguments(state, verbs), {WASPER_TARGET: 'sandbox'}));
	await t.notThrowsAsync(gatherGiven(readArguments(['apply', 'plan.json', ...state], verbs), {}));
});
