import {readFile} from 'node:fs/promises';
import test from 'ava';
import {groups} from './cases/index.ts';
import {rowOf} from './row.ts';
import {see} from './see.ts';

const table = await readFile(new URL('messages.md', import.meta.url), 'utf8');

/** One of each shape; `npm run test:errors` goes through all. */
const sample: Array<[code: string, evidence: RegExp]> = [
	['LinkedAuthorizationFailed', /LinkedAuthorizationFailed: The client/],
	['ZonalAllocationFailed', /ZonalAllocationFailed: Allocation failed[^]*correlation id [\w-]{36}/],
	['BadRequest', /QuotaExceeded: Operation could not be completed/],
	['SomethingNew', /SomethingNew: The moon was in the way\. MoonException: It was full\. correlation id|SomethingNew: The moon/],
	['AADSTS7000222', /AADSTS7000222/],
	['Cloudflare 1004', /9005 Content for A record[^]*cf-ray 8f00ba4-IAD/],
	['acme rejectedIdentifier', /refuses to issue a certificate/],
	['Docker pull limit', /toomanyrequests/],
	['app other key', /ERR_OSSL_BAD_DECRYPT/],
];
const cases = groups.flatMap(([, all]) => all);

for (const [code, evidence] of sample) {
	test(`${code}: the screen says why, what became of the work and what to do, with the other side's own words`, async t => {
		const given = cases.find(one => one.code === code)!;
		const seen = await see(given);
		t.true(table.split('\n').includes(rowOf(given, seen)), rowOf(given, seen));
		t.regex(seen.screen, evidence);
		t.notRegex(seen.screen, /\bat .*\.(?:ts|js|cjs):\d/, 'no stack trace');
		t.true([1, 3, 4].includes(seen.exitCode ?? -1));
	});
}

test('an unknown error is shown in the words of the other side, with the correlation id and where the log is', async t => {
	const {screen, exitCode} = await see(cases.find(({code}) => code === 'SomethingNew')!);
	t.is(exitCode, 4);
	t.regex(screen, /MoonException: It was full\./);
	t.regex(screen, /correlation id [\w-]{36}/);
	t.regex(screen, /Log file \S+log\.ndjson/);
});

test('where it happened in the code is shown with --debug, and never without', async t => {
	const given = cases.find(({code}) => code === 'AADSTS7000222')!;
	const trace = /\bat .*\.(?:ts|js|cjs):\d/;
	t.notRegex((await see(given)).screen, trace);
	t.regex((await see(given, ['--debug'])).screen, trace);
});
