import {readFileSync} from 'node:fs';
import vm from 'node:vm';
import {parse} from 'acorn';
import test from 'ava';

const file = new URL('../../dist/gate.cjs', import.meta.url);
const source = readFileSync(file, 'utf8').replace(/^#!.*/, '');

/** Runs the gate as if this were another Node; tells what it printed, loaded and would exit with. */
function runGate(node: string): {printed: string; loaded: string[]; exitCode: number | undefined} {
	const printed: string[] = [];
	const loaded: string[] = [];
	const process: {versions: {node: string}; exitCode?: number} = {versions: {node}};
	vm.runInNewContext(source, {
		process,
		console: {error: (text: string) => printed.push(text)},
		require: (name: string) => loaded.push(name),
	});
	return {printed: printed.join('\n'), loaded, exitCode: process.exitCode};
}

test('the gate is written in syntax that every Node can read', t => {
	t.notThrows(() => parse(source, {ecmaVersion: 5}));
});

for (const version of ['0.12.18', '8.17.0', '18.20.8', '20.20.2', '22.19.0', '23.11.0', '24.11.1']) {
	test(`Node ${version} prints which Node is needed and how to get it, and loads nothing`, t => {
		const {printed, loaded, exitCode} = runGate(version);
		t.regex(printed, /needs Node 22\.20\+ or 24\.12\+/);
		t.true(printed.includes(`This is Node ${version}.`));
		t.regex(printed, /nvm install 24/);
		t.deepEqual(loaded, []);
		t.is(exitCode, 1);
	});
}

for (const version of ['22.20.0', '22.22.2', '24.12.0', '24.21.0', '25.0.0', '26.1.0']) {
	test(`Node ${version} is let through without a word`, t => {
		const {printed, loaded, exitCode} = runGate(version);
		t.is(printed, '');
		t.deepEqual(loaded, ['./launch.cjs']);
		t.is(exitCode, undefined);
	});
}
