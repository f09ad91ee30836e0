import test from 'ava';
import {rehearsalToken, type DnsRecord} from '../../source/sandbox/cloudflare/rehearsal.ts';
import {rehearse, type Rehearsal, type StandIns} from './support.ts';

function record(type: string, name: string, content: string, more: Partial<DnsRecord> = {}) {
	return ({records, zones}: StandIns) => {
		const zone = zones.values().find(({name: zoneName}) => zoneName === 'example.com')!;
		const id = Buffer.from(`${type}${name}${content}`).toString('hex').padEnd(32, '0').slice(0, 32);
		const dates = {createdOn: '2026-01-01T00:00:00Z', modifiedOn: '2026-01-01T00:00:00Z'};
		records.set(id, {id, zoneId: zone.id, type, name, content, proxied: false, ttl: 1, comment: null, tags: [], ...dates, ...more});
	};
}

function zone(change: Partial<ReturnType<StandIns['zones']['values']>[number]>) {
	return ({zones}: StandIns) => {
		const found = zones.values().find(({name}) => name === 'example.com')!;
		zones.set(found.id, {...found, ...change});
	};
}

const refused = (status: number, code: number, message: string) => ({
	answer: {status, body: {success: false, errors: [{code, message}], messages: [], result: null}},
});
const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();

const findings: Array<[what: string, id: string, rehearsal: Rehearsal, cause: RegExp]> = [
	[
		'a token that Cloudflare no longer knows',
		'cloudflare.token',
		{change: s => s.tokens.delete(rehearsalToken) && s.tokens.set('x', {id: 'x', status: 'active', zones: [], edit: true})},
		/does not have permission for this request/,
	],
	[
		'a disabled token',
		'cloudflare.token',
		{
			faults: [
				{
					operation: 'cloudflare GET tokens',
					times: 'always',
					answer: {status: 200, body: {success: true, errors: [], messages: [], result: {id: 'x', status: 'disabled'}}},
				},
			],
		},
		/token is disabled/,
	],
	['a token that ends in days', 'cloudflare.token', {change: s => s.token({expiresOn: soon})}, /token expires on/],
	[
		'a token with more permissions than DNS',
		'cloudflare.reach',
		{change: s => s.token({powers: ['#worker:edit', '#ssl:read']})},
		/also has permission to edit worker\.$/,
	],
	[
		'a token without permission to edit',
		'cloudflare.edit',
		{change: s => s.token({edit: false})},
		/does not have permission to edit the DNS records of example\.com/,
	],
	[
		'a probe that can not be removed again',
		'cloudflare.edit',
		{faults: [{operation: 'cloudflare DELETE dns_records', times: 'always', ...refused(400, 1004, 'no')}]},
		/could not be removed/,
	],
	[
		'a zone that the token does not see',
		'cloudflare.zone',
		{change: s => s.token({zones: ['example.org']})},
		/does not see the zone example\.com/,
	],
	['a zone that is not active', 'cloudflare.zone', {change: zone({status: 'moved'})}, /zone example\.com is moved/],
	[
		'a zone that is delegated elsewhere',
		'dns.delegation',
		{change: zone({delegatedTo: ['ns1.elsewhere.example'], status: 'moved'})},
		/delegated to other name servers/,
	],
	[
		'a zone of which one name server is forgotten',
		'dns.delegation',
		{change: zone({delegatedTo: ['ada.ns.rehearsal.example'], status: 'pending'})},
		/delegated to other name servers/,
	],
	[
		'a child zone on the way to the domain',
		'dns.delegation',
		{change: record('NS', 'wasper.example.com', 'ns1.child.example')},
		/wasper\.example\.com is a zone of its own, delegated to ns1\.child\.example/,
	],
	[
		"somebody's A record",
		'dns.records',
		{change: record('A', 'wasper.example.com', '192.0.2.7')},
		/A record 192\.0\.2\.7 sends visitors to another machine/,
	],
	["somebody's AAAA record", 'dns.records', {change: record('AAAA', 'wasper.example.com', '2001:db8::7')}, /AAAA record 2001:db8::7/],
	[
		"somebody's CNAME",
		'dns.records',
		{change: record('CNAME', 'wasper.example.com', 'elsewhere.example.org')},
		/CNAME to elsewhere\.example\.org/,
	],
	['a proxied record', 'dns.proxied', {change: record('A', 'wasper.example.com', '192.0.2.7', {proxied: true})}, /is proxied/],
	[
		'a wildcard above the name',
		'dns.wildcard',
		{change: record('A', '*.example.com', '192.0.2.9')},
		/wildcard \*\.example\.com answers for wasper\.example\.com/,
	],
	[
		'CAA for another authority',
		'dns.caa',
		{change: record('CAA', 'example.com', '0 issue "digicert.com"')},
		/CAA records of example\.com do not allow letsencrypt\.org/,
	],
	[
		'CAA that forbids the method',
		'dns.caa',
		{change: record('CAA', 'example.com', '0 issue "letsencrypt.org; validationmethods=dns-01"')},
		/do not allow/,
	],
	['CAA that forbids everybody', 'dns.caa', {change: record('CAA', 'example.com', '0 issue ";"')}, /do not allow/],
	[
		'CAA at the name itself, which counts before that of the zone',
		'dns.caa',
		{
			change(state) {
				record('CAA', 'example.com', '0 issue "letsencrypt.org"')(state);
				record('CAA', 'wasper.example.com', '0 issue "digicert.com"')(state);
			},
		},
		/CAA records of wasper\.example\.com/,
	],
	[
		'an authority that does not answer',
		'acme.directory',
		{faults: [{operation: 'acme directory', times: 'always', answer: {status: 503}}]},
		/does not answer/,
	],
];

for (const [what, id, rehearsal, cause] of findings) {
	test.serial(`${what} is found before the first change`, async t => {
		const {ask} = await rehearse(t, rehearsal);
		const {[id]: check} = await ask();
		t.is(check?.state, 'failed', JSON.stringify(check));
		t.regex(check?.cause ?? '', cause);
		t.truthy(check?.fix);
	});
}

const harmless: Array<[what: string, id: string, rehearsal: Rehearsal]> = [
	['a token of the account, which nobody can verify as his own,', 'cloudflare.token', {change: s => s.token({accountOwned: true})}],
	['a paused zone', 'cloudflare.zone', {change: zone({paused: true})}],
	['a TXT record at the name', 'dns.records', {change: record('TXT', 'wasper.example.com', '"hello"')}],
	['our own record', 'dns.records', {change: record('A', 'wasper.example.com', '203.0.113.10', {comment: 'create-wasper-azure'})}],
	['a wildcard beside the name', 'dns.wildcard', {change: record('A', '*.other.example.com', '192.0.2.9')}],
	[
		"CAA that names Let's Encrypt among others",
		'dns.caa',
		{
			change(state) {
				record('CAA', 'example.com', '0 issue "digicert.com"')(state);
				record('CAA', 'example.com', '0 issue "letsencrypt.org; validationmethods=http-01"')(state);
			},
		},
	],
	['CAA about wildcards alone', 'dns.caa', {change: record('CAA', 'example.com', '0 issuewild ";"')}],
];

for (const [what, id, rehearsal] of harmless) {
	test.serial(`${what} is no reason to stop`, async t => {
		const {ask} = await rehearse(t, rehearsal);
		const {[id]: check} = await ask();
		t.is(check?.state, 'passed', JSON.stringify(check));
	});
}

test.serial('a token with no more permissions than needed passes, and zones that it need not see are listed', async t => {
	const {ask} = await rehearse(t);
	t.regex((await ask())['cloudflare.reach']?.evidence ?? '', /3 zones more than Wasper needs/);
});

test.serial('what an interrupted proof left behind goes with the next', async t => {
	const {ask, look} = await rehearse(t, {
		change: record('TXT', '_wasper-probe.example.com', '"old"', {comment: 'create-wasper-azure'}),
	});
	t.is((await ask())['cloudflare.edit']?.state, 'passed');
	t.deepEqual((await look()).records.values(), []);
});

test.serial("somebody else's record at the probe's name stays", async t => {
	const {ask, look} = await rehearse(t, {change: record('TXT', '_wasper-probe.example.com', '"theirs"')});
	t.is((await ask())['cloudflare.edit']?.state, 'passed');
	t.deepEqual(
		(await look()).records.values().map(({content}) => content),
		['"theirs"'],
	);
});

test.serial('an active zone with custom name servers is believed', async t => {
	const {ask} = await rehearse(t, {change: zone({delegatedTo: ['ns1.custom.example']})});
	const {'dns.delegation': check} = await ask();
	t.like(check, {state: 'failed', severity: 'note'});
});

test.serial('a probe whose answer was lost, and whose repetition is refused, proves the permission and is removed', async t => {
	const {ask, look} = await rehearse(t, {faults: [{operation: 'cloudflare POST dns_records', lost: true}]});
	t.is((await ask())['cloudflare.edit']?.state, 'passed');
	t.deepEqual((await look()).records.values(), []);
});

test.serial('a probe whose answer was lost is removed all the same', async t => {
	const {ask, look} = await rehearse(t, {
		change: record('TXT', '_wasper-probe.example.com', '"written before the answer was lost"', {comment: 'create-wasper-azure'}),
		faults: [
			{
				operation: 'cloudflare POST dns_records',
				times: 'always',
				answer: {status: 403, body: {success: false, errors: [{code: 10_000, message: 'Authentication error'}]}},
			},
		],
	});
	t.is((await ask())['cloudflare.edit']?.state, 'failed');
	t.deepEqual((await look()).records.values(), []);
});
