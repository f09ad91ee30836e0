import test from 'ava';
import type {Answered} from '../../source/answers/answers.ts';
import {describeAnswers} from '../../source/answers/questions.ts';
import {describeReview} from '../../source/answers/review.ts';
import {tokenLink} from '../../source/answers/token-link.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {goodToken, keys, regions, sizes, worldDouble, zones} from './source-double.ts';

const answered: Answered = {
	target: 'azure',
	signIn: 'azure-cli',
	subscription: {id: 's', name: 'Pay as you go', tenantId: 't', state: 'Enabled'},
	region: regions[0]!,
	size: sizes[1]!,
	cloudflareToken: {token: new Secret(goodToken), zones},
	domain: {name: 'wasper.example.com', zone: zones[0]!},
	sshFrom: '198.51.100.7/32',
	sshKey: {path: keys[0]!.path, publicKey: keys[0]!.publicKey},
	ownerEmail: 'ada@example.com',
	ownerName: 'Ada Lovelace',
	ownerPassword: {password: new Secret('correct horse'), generated: false},
	certificateContact: 'ops@example.com',
	currency: 'USD',
	budget: 150,
	osDisk: 'premium-ssd',
	ubuntu: '24.04',
	release: 'recommended',
	resourceGroup: 'wasper-rg',
};

test('the review names everything that will be created, with prices that add up', async t => {
	const review = describeReview(answered, await worldDouble().prices('eastus', [], 'USD'));
	const lines = review.sections.flatMap(section => section.lines);
	const titles = lines.map(({title}) => title);
	for (const title of [
		'Resource group',
		'Network',
		'SSH rule',
		'Web rules',
		'Public IP',
		'NIC',
		'VM size',
		'OS disk',
		'Data disk',
		'Record',
		'Certificate',
		'Owner',
	]) {
		t.true(titles.includes(title), title);
	}
	t.is(review.bill?.total, 107.59);
	t.is(lines.reduce((sum, {monthly}) => sum + (monthly ?? 0), 0).toFixed(2), '107.59');
	t.true(review.bill?.isComplete);
});

test('the review tells what each saving gives up, beside the answer that chooses it, and adds none of them up', async t => {
	const review = describeReview(answered, await worldDouble().prices('eastus', [], 'USD'), {sizes});
	const savings = review.sections.find(({title}) => title.startsWith('Ways to save'))?.lines ?? [];
	t.deepEqual(
		savings.map(({saves, question}) => [saves, question]),
		[
			[10.11, 'osDisk'],
			[7.88, 'size'],
		],
	);
	t.regex(savings[0]?.text ?? '', /^slower starts and updates, .* \(--os-disk standard-ssd\)$/);
	t.is(review.bill?.total, 107.59);
});

test('a bill that came in another currency than the budget is not held against it', async t => {
	const inDollars = await worldDouble().prices('eastus', [], 'USD');
	const review = describeReview({...answered, currency: 'EUR'}, inDollars);
	t.is(review.bill?.currency, 'USD');
	t.is(review.bill?.budgetCurrency, 'EUR');
	const money = review.sections.find(({title}) => title === 'Cost')?.lines ?? [];
	t.regex(money.find(({title}) => title === 'Currency')?.text ?? '', /EUR; prices are in USD, as the price list did not answer in EUR/);
});

test('every question can be changed from the review', async t => {
	const review = describeReview(answered, await worldDouble().prices('eastus', [], 'USD'), {sizes});
	const changeable = new Set(review.sections.flatMap(section => section.lines.flatMap(({question}) => (question ? [question] : []))));
	t.deepEqual([...changeable].toSorted(), Object.keys(answered).toSorted());
});

test('an existing OS disk is named and priced as it is, and is no longer a question', async t => {
	const prices = await worldDouble().prices('eastus', [], 'USD');
	const review = describeReview({...answered, osDisk: 'standard-ssd'}, prices, {sizes, keptDisk: 'premium-ssd'});
	const disk = review.sections[0]?.lines.find(({title}) => title === 'OS disk');
	t.like(disk, {text: 'wasper-os-disk, 128 GiB Premium SSD, existing', question: undefined, monthly: 19.71});
	t.is(review.bill?.total, describeReview({...answered, osDisk: 'premium-ssd'}, prices, {sizes}).bill?.total);
});

test('an unknown price is said to be unknown, not free', t => {
	const review = describeReview(answered, {
		region: 'eastus',
		currency: 'USD',
		source: 'snapshot 2026-06-18',
		machineHour: {},
		addressHour: 0.005,
	});
	t.false(review.bill?.isComplete);
	t.is(review.sections[0]?.lines.find(({title}) => title === 'VM size')?.monthly, null);
});

test('the record of the answers holds no secret', t => {
	const record = describeAnswers(answered);
	t.is(record.length, 19);
	t.deepEqual(
		record.find(({title}) => title === 'Cloudflare token'),
		{title: 'Cloudflare token', text: 'given, not shown'},
	);
	t.notRegex(JSON.stringify(record), new RegExp(`${goodToken}|correct horse`));
});

test("the link to Cloudflare's page asks for exactly two permissions", t => {
	const url = new URL(tokenLink());
	t.is(url.origin + url.pathname, 'https://dash.cloudflare.com/profile/api-tokens');
	t.deepEqual(JSON.parse(url.searchParams.get('permissionGroupKeys') ?? ''), [
		{key: 'zone', type: 'read'},
		{key: 'dns', type: 'edit'},
	]);
});
