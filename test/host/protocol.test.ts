import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {hostOperations, hostServices} from '../../source/host/operations.ts';
import {exitLocked, exitProtocol, exitUsage, hostUnits, protocolVersion} from '../../source/host/protocol.ts';

const library = join(import.meta.dirname, '../../assets/host/lib');

/** What a variable of the program on the machine holds. */
function value(name: string): string[] {
	const script = `source "$0" && printf '%s\\n' "\${${name}[@]}"`;
	return execFileSync('bash', ['-c', script, join(library, 'protocol.sh')], {encoding: 'utf8'})
		.trim()
		.split('\n');
}

test('the program on the machine and this tool agree on version, units and their order, operations, services and exit codes', t => {
	t.deepEqual(value('protocol'), [String(protocolVersion)]);
	t.deepEqual(value('units'), [...hostUnits]);
	t.deepEqual(value('operations'), [...hostOperations]);
	t.deepEqual(value('services'), [...hostServices]);
	t.deepEqual(['exit_usage', 'exit_locked', 'exit_protocol'].flatMap(value), [exitUsage, exitLocked, exitProtocol].map(String));
});

test('every finding of a unit has its own code, in a state of the protocol', t => {
	for (const unit of hostUnits) {
		const program = readFileSync(join(library, `unit-${unit}.sh`), 'utf8');
		// One code may end with what it is about: `"sshd-$keyword"`.
		const calls = [...program.matchAll(/\breport (\w+) "?([\w-]*\w)(?:-\$\w+")? ['"]/g)];
		t.is(calls.length, [...program.matchAll(/\breport (?!_)/g)].length, unit);
		t.true(calls.length > 0, unit);
		for (const [, state = '', code = ''] of calls) {
			t.regex(state, /^(absent|drifted|broken|unknown)$/, `${unit}: ${code}`);
			t.regex(code, /^[a-z]+(-[a-z]+|\d[a-z]+)*(-[a-z\d]+)*$/, unit);
		}
	}
});
