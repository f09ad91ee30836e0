import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {defaultLogFile, LogFile} from '../../source/reporters/log-file.ts';
import {late} from './stream.ts';

const folder = async (t: {teardown(end: () => Promise<void>): void}) => {
	const path = await mkdtemp(join(tmpdir(), 'wasper-log-'));
	t.teardown(async () => rm(path, {recursive: true}));
	return path;
};

test('the log file holds every event, appended, and only its owner may read it', async t => {
	const path = join(await folder(t), 'new', 'folder', 'run.ndjson');
	const {events} = late().done(184);
	for (const event of events) {
		new LogFile(path, t.fail).handle(event);
	}

	const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
	t.deepEqual(
		lines.map(line => JSON.parse(line)),
		events,
	);
	t.is((await stat(path)).mode & 0o777, 0o600);
});

test('a log file that cannot be written is reported once and does not stop the run', async t => {
	const blocked = join(await folder(t), 'a-file');
	await writeFile(blocked, '');
	const told: string[] = [];
	const log = new LogFile(join(blocked, 'run.ndjson'), sentence => told.push(sentence));
	for (const event of late().events) {
		log.handle(event);
	}

	await log.close();
	t.is(told.length, 1);
	t.regex(told[0] ?? '', /a-file.*can't be written: there is a file in its place\. The run goes on without it\./);
});

test('a full disk is reported once', t => {
	const told: string[] = [];
	const log = new LogFile('/dev/full', sentence => told.push(sentence));
	for (const event of late().events) {
		log.handle(event);
	}

	t.deepEqual(
		told,
		process.platform === 'linux' ? ["The log file /dev/full can't be written: the disk is full. The run goes on without it."] : told,
	);
});

test('without --log-file each run has a file of its own in the place for logs', t => {
	const path = defaultLogFile(new Date('2026-11-21T12:34:56.789Z'));
	t.regex(path, /create-wasper-azure/);
	t.regex(path, /2026-11-21T12-34-56\.ndjson$/);
});
