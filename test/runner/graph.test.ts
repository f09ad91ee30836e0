import test from 'ava';
import {assertGraph, orderSteps} from '../../source/runner/graph.ts';
import {makeStep} from './make-step.ts';

const step = (id: string, ...needs: string[]) => makeStep(id, {needs});

test('steps that need each other in a circle are refused before anything begins', t => {
	t.throws(() => assertGraph([step('azure.group', 'azure.network'), step('azure.network', 'azure.group')]), {
		message: /circle: azure.group → azure.network → azure.group/,
	});
});

test('a need that no step gives is refused before anything begins', t => {
	t.throws(() => assertGraph([step('azure.network', 'azure.group')]), {message: /No step gives azure.group, needed by azure.network/});
});

test('in a teardown, a step waits for all that depend on it, also through others', t => {
	const order = orderSteps(
		[step('azure.group'), step('azure.network', 'azure.group'), step('azure.machine', 'azure.network')],
		'dependents',
	);
	t.deepEqual(order.get('azure.group'), ['azure.network', 'azure.machine']);
	t.deepEqual(order.get('azure.machine'), []);
});

test('an inspection waits only for the results that it reads', t => {
	const steps = [step('azure.group'), makeStep('azure.network', {needs: ['azure.group'], inspectsWith: []})];
	t.deepEqual(orderSteps(steps, 'inspection').get('azure.network'), []);
	t.deepEqual(orderSteps(steps, 'needs').get('azure.network'), ['azure.group']);
});
