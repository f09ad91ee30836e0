import test from 'ava';
import {idsOf, rehearse} from './support.ts';

const siteIds = [
	'cloudflare.token',
	'cloudflare.reach',
	'cloudflare.edit',
	'cloudflare.zone',
	'dns.delegation',
	'dns.records',
	'dns.proxied',
	'dns.wildcard',
	'dns.caa',
	'acme.directory',
	'acme.limits',
	'computer.port22',
	'computer.clock',
	'computer.disk',
];

test.serial('a machine given with --host is checked without Azure, even where Azure answers nothing', async t => {
	const {askSite} = await rehearse(t, {faults: [{operation: 'azure *', times: 'always', answer: {status: 500}}]});
	t.deepEqual(idsOf(await askSite(), 'passed'), siteIds);
});

test.serial('a record of somebody else at the name is found for a machine given with --host too', async t => {
	const {askSite} = await rehearse(t, {
		change({records, zones}) {
			const {id: zoneId} = zones.values().find(({name}) => name === 'example.com')!;
			const now = '2026-01-01T00:00:00.000Z';
			const record = {id: 'r1', zoneId, type: 'A' as const, name: 'wasper.example.com', content: '192.0.2.9'};
			records.set('r1', {...record, proxied: false, ttl: 1, comment: null, tags: [], createdOn: now, modifiedOn: now});
		},
	});
	const {'dns.records': check} = await askSite({address: '203.0.113.20'});
	t.is(check?.state, 'failed', JSON.stringify(check));
	t.regex(check?.cause ?? '', /192\.0\.2\.9/);
});
