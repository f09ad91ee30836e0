import {homedir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import type {Verdict} from '../../../source/answers/answers.ts';
import {
	checkBudget,
	checkChoice,
	checkEmail,
	checkKeyPath,
	checkName,
	checkPassword,
	checkResourceGroup,
	checkToken,
} from '../../../source/answers/checks/checks.ts';
import {generatePassword} from '../../../source/answers/checks/password.ts';
import {currencies} from '../../../source/deployment/billing/prices.ts';
import {osDisks, ubuntuReleases} from '../../../source/deployment/choices.ts';
import {checkSshFrom} from '../../../source/answers/checks/ssh-from.ts';

type Check = (text: string) => Verdict<unknown>;

const table: Array<[name: string, check: Check, good: Array<[string, unknown]>, bad: Array<[string, RegExp]>]> = [
	[
		'e-mail',
		checkEmail,
		[
			['ada@example.com', 'ada@example.com'],
			[' ada+w@mail.example.co.uk ', 'ada+w@mail.example.co.uk'],
		],
		[
			['', /needed/],
			['ada', /not an e-mail address/],
			['ada@host', /not a mail domain/],
			['ada@@example.com', /not an e-mail/],
			['a b@example.com', /not an e-mail/],
			['Ada <ada@example.com>', /not an e-mail/],
			[`${'a'.repeat(250)}@example.com`, /not an e-mail/],
		],
	],
	[
		'name',
		checkName,
		[
			['Ada  Lovelace', 'Ada Lovelace'],
			["Seán O'Neill-Brown", "Seán O'Neill-Brown"],
			['李小龍', '李小龍'],
		],
		[
			['', /needed/],
			['<b>Ada</b>', /letters/],
			['300', /letters/],
			['A'.repeat(81), /80 characters/],
		],
	],
	[
		'password',
		checkPassword,
		[
			['12345678', '12345678'],
			['p'.repeat(64), 'p'.repeat(64)],
		],
		[
			['1234567', /8 to 64 characters; this one has 7/],
			['p'.repeat(65), /has 65/],
			['pass\tword', /control character/],
		],
	],
	[
		'budget',
		checkBudget,
		[
			['150', 150],
			['$99.50', 99.5],
			['120 USD', 120],
		],
		[
			['0', /not an amount/],
			['-5', /not an amount/],
			['1,50', /not an amount/],
			['lots', /not an amount/],
			['1e9', /not an amount/],
			['100000000', /typing error/],
			['120 EUR', /Prices are in USD and the budget is in EUR/],
		],
	],
	[
		'resource group',
		checkResourceGroup,
		[
			['wasper-rg', 'wasper-rg'],
			['Größe_(1).a', 'Größe_(1).a'],
		],
		[
			['', /1 to 90/],
			['a'.repeat(91), /1 to 90/],
			['a b', /may contain/],
			['wasper.', /end with a dot/],
		],
	],
	[
		'SSH source',
		checkSshFrom,
		[
			['203.0.113.7', '203.0.113.7/32'],
			['203.0.113.7/32', '203.0.113.7/32'],
			['203.0.113.7/24', '203.0.113.0/24'],
			['198.51.200.9/22', '198.51.200.0/22'],
			['*', '*'],
			['0.0.0.0/0', '*'],
		],
		[
			['', /not an IP address/],
			['here', /not an IP address/],
			['203.0.113.7/33', /not an IP address/],
			['203.0.113.7/24/1', /not an IP address/],
			['203.0.113', /not an IP address/],
			['8.0.0.0/4', /opens SSH to/],
			['2001:db8::1', /IPv4/],
			['192.168.1.5', /private/],
			['10.0.0.0/8', /private/],
			['127.0.0.1', /private/],
		],
	],
	[
		'key path',
		checkKeyPath,
		[
			['/keys/id_ed25519', '/keys/id_ed25519'],
			['/keys/id_ed25519.pub', '/keys/id_ed25519'],
			['~/.ssh/id_rsa', join(homedir(), '.ssh/id_rsa')],
		],
		[
			['', /path of a private key/],
			['ssh-ed25519 AAAA', /key itself/],
		],
	],
	[
		'token',
		checkToken,
		[
			[' abcdefghij ', 'abcdefghij'],
			['Bearer abcdefghij', 'abcdefghij'],
			['"abcdefghij"', 'abcdefghij'],
		],
		[
			['', /needed/],
			['two words', /space or a line break/],
			['0123456789abcdef0123456789abcdef01234', /Global API Key/],
		],
	],
	[
		'budget in another currency',
		text => checkBudget(text, 'EUR'),
		[
			['120', 120],
			['120 eur', 120],
		],
		[
			['$120', /Prices are in EUR and the budget is in USD/],
			['120 GBP', /the budget is in GBP/],
		],
	],
	['currency', text => checkChoice(currencies, text), [['eur', 'EUR']], [['EURO', /not one of USD, AUD/]]],
	['OS disk', text => checkChoice(osDisks, text), [['Standard-SSD', 'standard-ssd']], [['hdd', /not one of premium-ssd, standard-ssd/]]],
	['Ubuntu release', text => checkChoice(ubuntuReleases, text), [['24.04', '24.04']], [['20.04', /22\.04, 24\.04, 26\.04/]]],
	['target', text => checkChoice(['azure', 'sandbox'], text), [['Sandbox', 'sandbox']], [['aws', /not one of azure, sandbox/]]],
];

for (const [name, check, good, bad] of table) {
	test(`what is right as ${name} is taken in its plain form`, t => {
		for (const [text, value] of good) {
			t.like(check(text), {ok: true, value}, text);
		}
	});

	test(`an invalid ${name} is refused with the reason`, t => {
		for (const [text, words] of bad) {
			const verdict = check(text);
			t.false(verdict.ok, text);
			t.regex(verdict.ok ? '' : verdict.problem, words, text);
		}
	});
}

test('a refused password or token is never repeated', t => {
	for (const verdict of [checkPassword('hunter2'), checkToken('hunter2 hunter2'), checkPassword('hunter2\thunter2')]) {
		t.false(JSON.stringify(verdict).includes('hunter2'));
	}
});

test('a network with host bits is narrowed to its first address, and that is said', t => {
	const verdict = checkSshFrom('203.0.113.7/24');
	t.is(verdict.ok && verdict.note, '203.0.113.7/24 means the range 203.0.113.0/24.');
});

test('opening SSH to everywhere is remarked on', t => {
	const verdict = checkSshFrom('*');
	t.regex((verdict.ok && verdict.note) || '', /open to the internet/);
});

test('a generated password has 24 characters, every class, and is accepted', async t => {
	const seen = new Set<string>();
	for (let count = 0; count < 50; count++) {
		const generated = await generatePassword();
		const password = generated.reveal();
		t.is(password.length, 24);
		t.regex(password, /[a-z]/);
		t.regex(password, /[A-Z]/);
		t.regex(password, /\d/);
		t.regex(password, /[-_.+=]/);
		t.true(checkPassword(password).ok);
		seen.add(password);
	}
	t.is(seen.size, 50);
});
