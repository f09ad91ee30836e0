import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createConnection} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {explain} from '../../source/errors/explain.ts';

async function failure(work: Promise<unknown>): Promise<unknown> {
	return work.then(
		() => undefined,
		(error: unknown) => error,
	);
}

test('a file or folder that cannot be used is named by its path and reason, as something to fix', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'wasper-trouble-'));
	t.teardown(() => rm(folder, {recursive: true}));
	const file = path.join(folder, 'file');
	await writeFile(file, '');
	const cases: Array<[Promise<unknown>, RegExp]> = [
		[readFile(path.join(folder, 'absent')), /absent can't be used: it is not there\.$/],
		[mkdir(path.join(file, 'inside'), {recursive: true}), /inside can't be used: a part of its path is a file and no folder\.$/],
		[mkdir(file, {recursive: true}), /file can't be used: there is a file in its place\.$/],
	];
	for (const [work, words] of cases) {
		const {exitCode, explanation} = explain(await failure(work));
		t.is(exitCode, 3);
		t.regex(explanation.cause, words);
		t.truthy(explanation.next);
	}
});

test('a full disk behind standard output is reported although no path is known', t => {
	const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC', syscall: 'write'});
	t.is(explain(full).explanation.cause, "The output can't be used: the disk is full.");
});

test('what is no file, such as a program or a socket, is not reported as one', async t => {
	const socket = createConnection({path: path.join(tmpdir(), 'wasper-no-such-socket')});
	const error = await new Promise(resolve => socket.once('error', resolve));
	t.is(explain(error).kind, 'bug');
	t.is(explain(Object.assign(new Error('spawn az ENOENT'), {code: 'ENOENT', syscall: 'spawn az', path: 'az'})).kind, 'bug');
});
