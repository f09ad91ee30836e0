import test from 'ava';
import {assertGraph, orderOfTeardown} from '../../source/runner/graph.ts';
import type {AnyStep, StepId} from '../../source/steps/step.ts';

const step = (id: StepId, ...needs: StepId[]) =>
	({id, needs, plane: 'azure', title: id, inspect: async () => ({state: 'ok', evidence: ''}), apply: async () => undefined}) as AnyStep;

test('a circle of needs is refused before anything begins', t => {
	t.throws(() => assertGraph([step('azure.group', 'azure.network'), step('azure.network', 'azure.group')]), {
		message: /circle: azure.group → azure.network → azure.group/,
	});
});

test('a need that no step fulfils is refused before anything begins', t => {
	t.throws(() => assertGraph([step('azure.network', 'azure.group')]), {message: /No step azure.group, needed by azure.network/});
});

test('in a teardown, a step waits for all that stand on it, also through others', t => {
	const order = orderOfTeardown([step('azure.group'), step('azure.network', 'azure.group'), step('azure.machine', 'azure.network')]);
	t.deepEqual(order.get('azure.group'), ['azure.network', 'azure.machine']);
	t.deepEqual(order.get('azure.machine'), []);
});
