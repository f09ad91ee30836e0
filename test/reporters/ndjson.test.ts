import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {Ajv2020} from 'ajv/dist/2020.js';
import test from 'ava';
import {NdjsonReporter} from '../../source/reporters/ndjson.ts';
import {eventSchema} from '../../source/reporters/schema.ts';
import {Collector} from './collector.ts';
import {late, midway} from './stream.ts';

const fixture = fileURLToPath(new URL('fixtures/ndjson.ts', import.meta.url));
const start = () => spawn(process.execPath, ['--import=tsx', fixture], {stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000});

test('every line is an event of the published schema, in order, and there is nothing else', async t => {
	const output = new Collector();
	const trouble = new Collector();
	const face = new NdjsonReporter(output, trouble);
	const {events} = late().add({type: 'step.output', step: 'host.docker', line: 'two\nlines "quoted"'}).done(184);
	for (const event of events) {
		face.handle(event);
	}

	face.notice('The log file is full.');
	await face.close();
	t.deepEqual(
		output.lines.map(line => JSON.parse(line)),
		events,
	);
	t.is(trouble.text, 'The log file is full.\n');
	const validate = new Ajv2020({validateFormats: false}).compile(eventSchema());
	for (const line of output.lines) {
		t.true(validate(JSON.parse(line)), JSON.stringify(validate.errors));
	}

	t.false(validate({...midway().events[0], type: 'run.unheard'}));
});

test('nobody can be asked', t => {
	t.false('ask' in new NdjsonReporter(new Collector(), new Collector()));
});

test('a slow reader gets every event before the process ends', async t => {
	const program = start();
	await once(program.stdout, 'readable');
	const [lines, errors, [code]] = await Promise.all([text(program.stdout), text(program.stderr), once(program, 'exit')]);
	t.is(errors, '');
	t.is(code, 0);
	t.is(lines.trimEnd().split('\n').length, 20_000);
	t.like(JSON.parse(lines.trimEnd().split('\n').at(-1) ?? ''), {type: 'step.output', line: 'line 19999'});
});

test('a reader that goes away early does not stop the run or write a stack trace', async t => {
	const program = start();
	await once(program.stdout, 'data');
	program.stdout.destroy();
	const [errors, [code]] = await Promise.all([text(program.stderr), once(program, 'exit')]);
	t.is(errors, '');
	t.is(code, 0);
});
