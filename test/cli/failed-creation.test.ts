import test from 'ava';
import {emptyHome} from '../support/environment.ts';
import {rehearse, type Run} from './rehearsal.ts';

const failing = (...types: string[]) =>
	types.map(type => ({operation: `azure PUT ${type}`, failure: {code: 'InternalServerError', message: 'An internal error occurred.'}}));
const validation = ({events}: Run) =>
	events.flatMap(event => (event.type === 'preflight.checked' ? event.checks : [])).find(({id}) => id === 'azure.validation');

test('what Azure accepted and could not create stops no further run: the next one repairs it and goes on', async t => {
	const home = await emptyHome(t);
	const first = await rehearse(t, {
		home,
		faults: failing('networkSecurityGroups', 'virtualNetworks', 'publicIPAddresses', 'disks'),
	});
	t.is(first.code, 4, first.stderr);

	const second = await rehearse(t, {home, faults: failing('networkInterfaces')});
	t.is(second.code, 4, second.stderr);
	t.is(validation(second)?.state, 'unknown');
	for (const step of ['azure.network', 'azure.firewall', 'azure.address', 'azure.disk']) {
		t.is(second.outcomes[step], 'changed', step);
	}

	const third = await rehearse(t, {home});
	t.is(third.code, 0, third.stderr);
	t.is(third.outcomes['azure.interface'], 'changed');
});
