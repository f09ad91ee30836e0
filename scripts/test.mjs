// Everything that is checked, with a clear account; the last line is `N passed, N failed`. Starts under the pinned Node.
// Arguments choose tests: `npm test -- test/wizard/**`. Without any, machines are booted, too, where that is possible.
import {globSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {checks} from './test/checks.mjs';
import {runTests} from './test/ava.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const notRun = [];
let passed = 0;
let failed = 0;

for (const {name, problem, missing, seconds} of await Promise.all(checks.map(check => check()))) {
	if (missing) {
		notRun.push({name, why: missing});
	} else if (problem === undefined) {
		passed++;
		console.log(`✔ ${name} (${seconds.toFixed(1)} s)`);
	} else {
		failed++;
		console.log(`✖ ${name} (${seconds.toFixed(1)} s)\n\n${indent(problem)}\n`);
	}
}

const patterns = process.argv.slice(2);
// Machines come last: their tests start programs that the others would make wait, and the other way round.
const suites = patterns.length > 0 ? {tests: patterns} : {tests: [], 'tests on booted machines': globSync('test/machine/*.test.ts')};
for (const [name, files] of Object.entries(suites)) {
	const tests = await runTests(files);
	passed += tests.passed;
	failed += tests.failures.length;
	notRun.push(...tests.notRun);
	console.log(`${tests.failures.length === 0 ? '✔' : '✖'} ${name}: ${tests.passed} passed (${tests.seconds.toFixed(1)} s)`);
	for (const {name: test, report} of tests.failures) {
		console.log(`\n✖ ${test}\n${indent(report)}`);
	}

	if (tests.interrupted) {
		break;
	}
}

if (notRun.length > 0) {
	console.log(`\nNot run here:\n${notRun.map(({name, why}) => `  ${name}: ${why}`).join('\n')}`);
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function indent(text) {
	return text.trimEnd().replaceAll(/^/gm, '    ');
}
