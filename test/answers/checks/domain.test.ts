import test from 'ava';
import {checkDomain, findZone, matchZone} from '../../../source/answers/checks/domain.ts';
import {zones} from '../source-double.ts';

const refused: Array<[typed: string, words: RegExp, suggestion?: string]> = [
	['', /Enter a domain/],
	['   ', /Enter a domain/],
	['https://wasper.example.com/login', /without scheme, port or path/, 'wasper.example.com'],
	['wasper.example.com:8443', /without scheme/, 'wasper.example.com'],
	['wasper.example.com/', /without scheme/, 'wasper.example.com'],
	['ada@example.com', /without scheme/, 'example.com'],
	['wasper example.com', /no spaces/, 'wasperexample.com'],
	['*.example.com', /wildcard/, 'wasper.example.com'],
	['wasp*.example.com', /wildcard/],
	['203.0.113.7', /is an IP address/],
	['http://203.0.113.7/', /is an IP address/],
	['2001:db8::1', /is an IP address/],
	['[2001:db8::1]', /is an IP address/],
	['localhost', /no dot/],
	['wasper', /no dot/],
	['co.uk', /public suffix/],
	['github.io', /public suffix/],
	['my_wasper.example.com', /underscore/, 'my-wasper.example.com'],
	['-wasper.example.com', /hyphen/],
	['wasper..example.com', /two dots/],
	['.example.com', /two dots/],
	[`${'a'.repeat(64)}.example.com`, /at most 63 characters/],
	[`${'a23456789.'.repeat(26)}com`, /at most 253 characters/],
	['wasper.exam!ple.com', /characters that are not allowed/],
];

for (const [typed, words, suggestion] of refused) {
	test(`“${typed.slice(0, 40)}” is refused as a domain, with the reason`, t => {
		const verdict = checkDomain(typed);
		t.false(verdict.ok);
		if (!verdict.ok) {
			t.regex(verdict.problem, words);
			t.is(verdict.suggestion, suggestion);
		}
	});
}

for (const [typed, value] of [
	['wasper.example.com', 'wasper.example.com'],
	[' WASPER.Example.COM ', 'wasper.example.com'],
	['wasper.example.com.', 'wasper.example.com'],
	['example.com', 'example.com'],
	['wasper.example.co.uk', 'wasper.example.co.uk'],
	['me.github.io', 'me.github.io'],
	['xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
] as const) {
	test(`“${typed}” is taken as ${value}`, t => {
		t.like(checkDomain(typed), {ok: true, value});
	});
}

test('an internationalised name is shown in both spellings', t => {
	const verdict = checkDomain('wasper.münchen.example');
	t.true(verdict.ok);
	t.like(verdict, {
		value: 'wasper.xn--mnchen-3ya.example',
		note: 'wasper.münchen.example is written wasper.xn--mnchen-3ya.example in DNS and in the certificate.',
	});
});

test('the zone is the longest suffix among those that the token sees, wherever it was cut', t => {
	t.is(findZone('wasper.dev.example.com', zones)?.name, 'dev.example.com');
	t.is(findZone('wasper.example.com', zones)?.name, 'example.com');
	t.is(findZone('dev.example.com', zones)?.name, 'dev.example.com');
	t.is(findZone('wasper.notexample.com', zones), undefined);
});

test("a name outside every zone is refused with the zones' names", t => {
	const verdict = matchZone('wasper.example.net', zones);
	t.false(verdict.ok);
	t.regex(verdict.ok ? '' : verdict.problem, /not in any of the zones .*: example\.com, dev\.example\.com/);
});

test('a token without zones is reported as such', t => {
	const verdict = matchZone('wasper.example.net', []);
	t.regex(verdict.ok ? '' : verdict.problem, /access to no zone/);
});

test('a zone that is not delegated yet is refused with the name servers to set', t => {
	const verdict = matchZone('wasper.example.org', zones);
	t.regex(verdict.ok ? '' : verdict.problem, /pending.*ada\.ns\.example and bob\.ns\.example/);
});

test('the bare name of a zone is allowed and remarked on', t => {
	const verdict = matchZone('example.com', zones);
	t.regex((verdict.ok && verdict.note) || '', /zone apex/);
});

test('a paused zone is allowed and remarked on', t => {
	const verdict = matchZone('wasper.xn--mnchen-3ya.example', zones);
	t.regex((verdict.ok && verdict.note) || '', /paused/);
});
