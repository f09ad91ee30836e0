import test from 'ava';
import {longestChain} from '../../scripts/bench/chain.ts';

const steps = [
	{id: 'group', needs: [], seconds: 1},
	{id: 'network', needs: ['group'], seconds: 4},
	{id: 'address', needs: ['group'], seconds: 2},
	{id: 'machine', needs: ['network', 'address'], seconds: 50},
	{id: 'record', needs: ['address'], seconds: 1},
];

test('the bench compares a run with its longest chain of needs by time, not by number of steps', t => {
	t.deepEqual(longestChain(steps), {steps: ['group', 'network', 'machine'], seconds: 55});
});

test('a need that is not part of the run is left out of the chain', t => {
	t.deepEqual(longestChain([{id: 'health', needs: ['stack'], seconds: 3}]), {steps: ['health'], seconds: 3});
});
