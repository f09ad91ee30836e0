import test from 'ava';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import catalogue from '../../assets/errors/host.json' with {type: 'json'};

const folder = join(import.meta.dirname, '../../assets/host/lib');
const programs = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'));
const text = programs.join('\n');
/** Calls of `fail CODE CAUSE FIX`, and errors that are written as JSON. */
const calls = [...text.matchAll(/\bfail ([A-Z][A-Z\d_]+) (.*)/g)].map(([, code = '', words = '']) => ({code, words}));
const written = [...text.matchAll(/"type":"error",.*"code":"([A-Z\d_]+)"(.*)/g)].map(([, code = '', words = '']) => ({code, words}));
const kinds = new Set(['action', 'external', 'bug']);

test('every failure that wasperctl can tell of is known here, and none that it can not', t => {
	const told = new Set([...calls, ...written].map(({code}) => code).filter(code => code !== 'CODE'));
	t.deepEqual([...told].toSorted(), Object.keys(catalogue.units).toSorted());
});

test('each failure says whose it is and what became of the work, in a sentence', t => {
	for (const [code, {kind, outcome}] of Object.entries(catalogue.units)) {
		t.true(kinds.has(kind), code);
		t.regex(outcome, /^[A-Za-z].*\.$/, code);
	}
});

test('each failure has a cause and says what to do next', t => {
	for (const {code, words} of calls.filter(call => call.code !== 'CODE')) {
		// Two words of the shell; what $(…) prints may have quotes of its own.
		const plain = words.replaceAll(/\$\([^()]*(\([^()]*\))*[^()]*\)/g, '…');
		t.regex(plain, /^('[^']+'|"(\\.|[^"\\])+") ('[^']+'|"(\\.|[^"\\])+")/, `${code}: ${words}`);
	}

	for (const {code, words} of written.filter(({code: one}) => one !== 'CODE')) {
		t.regex(words, /"cause":.*"fix":/, code);
	}
});
