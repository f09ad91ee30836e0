import {once} from 'node:events';
import {PassThrough} from 'node:stream';
import type {ReadStream, WriteStream} from 'node:tty';
import test from 'ava';
import {ChecklistReporter} from '../../source/reporters/checklist/reporter.tsx';
import {chooseSymbols} from '../../source/terminal/symbols.ts';
import {late} from './stream.ts';

test('while a window is pulled nothing is drawn that would have the wrong size; then the checklist is back, once', async t => {
	const output = Object.assign(new PassThrough(), {isTTY: true, columns: 120, rows: 40});
	let written = '';
	output.on('data', chunk => (written += String(chunk)));
	const reporter = new ChecklistReporter({
		// What is used of a terminal.
		output: output as unknown as WriteStream,
		input: new PassThrough() as unknown as ReadStream,
		environment: {},
		symbols: chooseSymbols({LANG: 'C.UTF-8'}, 'linux'),
		interrupt() {},
	});
	t.teardown(async () => reporter.close());
	for (const event of late().events) {
		reporter.handle(event);
	}

	while (!written.includes(' of 24')) {
		await once(output, 'data');
	}

	written = '';
	for (let columns = 118; columns >= 60; columns -= 2) {
		output.columns = columns;
		output.emit('resize');
	}

	t.notRegex(written, /Docker| of 24/);
	while (!written.includes(' of 24')) {
		await once(output, 'data');
	}

	t.is(written.match(/ of 24/g)?.length, 1);
});
