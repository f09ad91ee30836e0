import {readFile} from 'node:fs/promises';
import test from 'ava';
import acme from '../../assets/errors/acme.json' with {type: 'json'};
import app from '../../assets/errors/app.json' with {type: 'json'};
import azure from '../../assets/errors/azure.json' with {type: 'json'};
import cloudflare from '../../assets/errors/cloudflare.json' with {type: 'json'};
import docker from '../../assets/errors/docker.json' with {type: 'json'};
import signIn from '../../assets/errors/sign-in.json' with {type: 'json'};
import ssh from '../../assets/errors/ssh.json' with {type: 'json'};
import {type ErrorEntry, explainRecognised, recognise} from '../../source/errors/error-table.ts';
import {groups} from './cases/index.ts';

const tables: Record<string, ErrorEntry[]> = {acme, app, azure, cloudflare, docker, signIn, ssh};
const entries = Object.values(tables).flat();
const table = await readFile(new URL('messages.md', import.meta.url), 'utf8');

/** Sentences that no stand-in can bring about; the tests that do stand beside them. */
const elsewhere = new Map([
	['The Azure CLI is not installed on this computer.', 'here, below'],
	['The Azure CLI is not signed in, or its session has expired.', 'test/azure/account/sign-in.test.ts'],
	['The device code sign-in was declined.', 'test/azure/account/device-code.test.ts'],
	['The Azure CLI did not return an access token.', 'test/azure/account/sign-in.test.ts'],
	['connection refused, sshd is not running', 'test/host/connection.test.ts'],
	['the SSH agent at SSH_AUTH_SOCK does not respond', 'test/host/connection.test.ts'],
	['the machine and this computer have no SSH algorithm in common', 'here, below'],
	['no route to host, this computer may be offline', 'here, below'],
	['the SSH connection failed', 'here, below'],
]);

test('every sentence of the error table was seen on a screen, or is covered by another test', t => {
	for (const {cause, ...entry} of entries) {
		const seen = 'seen' in entry ? String(entry.seen) : undefined;
		if (!elsewhere.has(seen ?? cause)) {
			const pattern = (seen ?? cause)
				.split(/\{\w+\}/)
				.map(part => RegExp.escape(part))
				.join('.+');
			t.true(new RegExp(pattern).test(table), cause);
		}
	}
});

test('every case has its line in the table', t => {
	for (const [title, cases] of groups) {
		const section = table.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
		const rows = section
			.split('\n')
			.filter(line => line.startsWith('| '))
			.slice(1);
		t.deepEqual(
			rows.map(row => row.split(' | ')[0]),
			cases.map(({code, shape}) => `| ${code} (${shape})`),
			title,
		);
	}
});

test('every entry has a kind, one sentence for the cause and a next step, and fills what it names', t => {
	for (const {message = '', kind, cause, next, outcome = ''} of entries) {
		t.true(['action', 'external', 'bug'].includes(kind), cause);
		t.regex(cause, /^[^]+(?:[.]|\})$/, 'ends as a sentence, or with the words of the other side');
		t.true(next.length > 10, cause);
		const groupsOf = new Set([...message.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name));
		const given = new Set(['place', 'seconds', 'seen']);
		for (const [, name = ''] of `${cause} ${outcome} ${next}`.matchAll(/\{(\w+)\}/g)) {
			t.true(groupsOf.has(name) || given.has(name), `{${name}} in: ${cause}`);
		}
	}

	t.notRegex(table, /\{\w+\}|undefined/);
});

test('nothing in the table is without cause, outcome and next step', t => {
	for (const row of table.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| What'))) {
		t.is(row.split(' | ').filter(cell => cell.replaceAll(/[|\s]/g, '')).length, 4, row);
	}
});

const words: Array<[raw: string, code: string]> = [
	['no matching key exchange algorithm', 'ssh.algorithms'],
	['connect EHOSTUNREACH 203.0.113.10:22 EHOSTUNREACH', 'ssh.unreachable'],
	['connect ETIMEDOUT 203.0.113.10:22 ETIMEDOUT', 'ssh.silent'],
	['something that nobody has seen yet', 'ssh.failed'],
];
for (const [raw, code] of words) {
	test(`SSH's “${raw}” is ${code}`, t => {
		const known = recognise(ssh as ErrorEntry[], [{code: '', message: raw}]);
		t.is(known?.entry.code, code);
	});
}

test('a computer without the Azure CLI gets that reason', t => {
	const message = 'Azure CLI could not be found. Please visit https://aka.ms/azure-cli for installation instructions.';
	t.is(
		recognise(signIn as ErrorEntry[], [{code: 'CredentialUnavailableError', message}])?.entry.cause,
		'The Azure CLI is not installed on this computer.',
	);
});

test('a more exact reason in the details is found, and named groups fill the sentences', t => {
	const known = recognise(azure as ErrorEntry[], [
		{code: 'Conflict', message: 'No.'},
		{code: 'ScopeLocked', message: "… following scope(s) are locked: '/subscriptions/1/resourceGroups/g'."},
	]);
	const {explanation} = explainRecognised(known!, {outcome: 'All is kept.', evidence: []});
	t.is(explanation.cause, 'A resource lock on /subscriptions/1/resourceGroups/g prevents changes.');
	t.is(explanation.outcome, 'All is kept.');
});
