import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import type {RunEvent} from '../../source/runner/events.ts';
import {runCli} from '../support/cli.ts';
import {emptyHome} from '../support/environment.ts';
import {atOnce} from './rehearsal.ts';
import {unasked} from './terminal.ts';

const kinds = (events: readonly RunEvent[]) => new Set(events.map(({type}) => type).filter(type => type.startsWith('debug.')));

test('--debug adds every request, SSH command and error to the log, and no secret', async t => {
	const home = await emptyHome(t);
	const read = async (name: string) => {
		const text = await readFile(join(home, name), 'utf8');
		return {
			text,
			events: text
				.trimEnd()
				.split('\n')
				.map(line => JSON.parse(line) as RunEvent),
		};
	};
	const password = 'correct horse 9';
	const environment = {...atOnce, WASPER_OWNER_PASSWORD: password};
	const flags = [...unasked, '--plain', '--sandbox-state', join(home, 'state')];
	t.is((await runCli(t, [...flags, '--log-file', 'debug.ndjson', '--debug'], {home, environment})).code, 0);

	const {text, events} = await read('debug.ndjson');
	const requests = events.filter(event => event.type === 'debug.request');
	for (const [what, wanted] of [
		['Azure', /virtualMachines/],
		['the sign-in', /oauth2\/v2\.0\/token/],
		['Cloudflare', /dns_records/],
	] as const) {
		t.true(
			requests.some(({url, status}) => wanted.test(url) && status !== undefined),
			what,
		);
	}
	t.true(requests.some(({requestId}) => requestId !== undefined));
	t.false(requests.some(({url}) => url.includes('?')));
	t.true(events.some(event => event.type === 'debug.command' && /wasperctl .*inspect/.test(event.command) && event.code === 0));
	t.false(text.includes(password));
	t.notRegex(text, /Bearer |client_secret/);

	t.is((await runCli(t, [...flags, '--log-file', 'plain.ndjson'], {home, environment})).code, 0);
	t.deepEqual(kinds((await read('plain.ndjson')).events), new Set());
});

test('with --debug a failure is logged with the place in the code where it was thrown', async t => {
	const home = await emptyHome(t);
	const {code} = await runCli(t, ['status', '--sandbox', '--yes', '--sandbox-state', join(home, 'state'), '--log-file', 'log', '--debug'], {
		home,
		environment: atOnce,
	});
	t.not(code, 0);
	t.regex(await readFile(join(home, 'log'), 'utf8'), /"type":"debug\.error","stack":"[^"]*\\n +at /);
});
