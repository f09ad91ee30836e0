import test from 'ava';
import type {Finding} from '../../source/plan/finding.ts';
import {check} from '../../source/programs/check/program.ts';
import {programs} from '../../source/programs/programs.ts';
import {repair, type RepairScope} from '../../source/programs/repair/program.ts';
import {makeStep} from '../runner/make-step.ts';

const wrong: Finding[] = [{code: 'test.wrong', state: 'broken', evidence: 'wrong'}];

test('every program is found by its own id', t => {
	for (const [id, program] of Object.entries(programs)) {
		t.is(program.id, id);
	}
});

test('a check applies and removes nothing, whatever it finds', t => {
	const scope = {} as Parameters<typeof check.decide>[2];
	t.is(check.decide(makeStep('azure.machine'), wrong, scope), 'leave');
	t.is(check.decide(makeStep('azure.machine'), [], scope), 'keep');
});

test('a repair applies only the chosen steps, on every machine, and everything when none is chosen', t => {
	const scope = (only?: string[]) => ({...(only && {only: new Set(only)})}) as Partial<RepairScope> as RepairScope;
	t.is(repair.decide(makeStep('host.disk@worker-1'), wrong, scope(['host.disk'])), 'apply');
	t.is(repair.decide(makeStep('host.disk@worker-1'), wrong, scope(['host.disk@worker-2'])), 'leave');
	t.is(repair.decide(makeStep('host.docker'), wrong, scope(['host.disk'])), 'leave');
	t.is(repair.decide(makeStep('host.docker'), [], scope(['host.disk'])), 'keep');
	t.is(repair.decide(makeStep('host.docker'), wrong, scope()), 'apply');
});
