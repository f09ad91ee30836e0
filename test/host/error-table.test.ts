import test from 'ava';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import table from '../../assets/errors/host.json' with {type: 'json'};

const folder = join(import.meta.dirname, '../../assets/host/lib');
const programs = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'));
const text = programs.join('\n');
/** Calls of `fail CODE CAUSE FIX`, and errors that are written as JSON. */
const calls = [...text.matchAll(/\bfail ([A-Z][A-Z\d_]+) (.*)/g)].map(([, code = '', words = '']) => ({code, words}));
const written = [...text.matchAll(/"type":"error",.*"code":"([A-Z\d_]+)"(.*)/g)].map(([, code = '', words = '']) => ({code, words}));
const kinds = new Set(['action', 'external', 'bug']);

test('the error table has a row for every error code of wasperctl, and no other', t => {
	const known = new Set([...calls, ...written].map(({code}) => code).filter(code => code !== 'CODE'));
	t.deepEqual([...known].toSorted(), Object.keys(table.units).toSorted());
});

test('each error code has a kind, and a sentence on the outcome', t => {
	for (const [code, {kind, outcome}] of Object.entries(table.units)) {
		t.true(kinds.has(kind), code);
		t.regex(outcome, /^[A-Za-z].*\.$/, code);
	}
});

test('each error has a cause and a next step', t => {
	for (const {code, words} of calls.filter(call => call.code !== 'CODE')) {
		// Two words of the shell; what $(…) prints may have quotes of its own.
		const plain = words.replaceAll(/\$\([^()]*(\([^()]*\))*[^()]*\)/g, '…');
		t.regex(plain, /^('[^']+'|"(\\.|[^"\\])+") ('[^']+'|"(\\.|[^"\\])+")/, `${code}: ${words}`);
	}

	for (const {code, words} of written.filter(({code: one}) => one !== 'CODE')) {
		t.regex(words, /"cause":.*"fix":/, code);
	}
});
