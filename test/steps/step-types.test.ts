import test from 'ava';
import {handle} from '../../source/steps/handle.ts';
import {machineStep} from '../../source/steps/step.ts';

const address = handle<{ip: string}>('machine.address');
const disk = handle<{gib: number}>('machine.disk');

/** Compiled and never run: the compiler is the test. Each expected error that does not come fails the build. */
export const wrongSteps = () => [
	machineStep({
		id: 'test.wrong-need',
		plane: 'host',
		title: 'Reads what it does not need',
		needs: {address},
		gives: handle<{seen: string}>('test.wrong-need'),
		// @ts-expect-error -- `disk` is not among its needs
		inspect: async ({needs}) => ({evidence: '', findings: [], result: {seen: needs.disk.gib}}),
		apply: async ({needs}) => ({seen: needs.address.ip}),
	}),
	machineStep({
		id: 'test.wrong-inspection',
		plane: 'host',
		title: 'Inspects with what its inspection does not name',
		needs: {address, disk},
		inspectsWith: ['disk'],
		gives: handle<{seen: string}>('test.wrong-inspection'),
		// @ts-expect-error -- its inspection has only the disk
		inspect: async ({needs}) => ({evidence: '', findings: [], result: {seen: needs.address.ip}}),
		apply: async ({needs}) => ({seen: needs.address.ip}),
	}),
	machineStep({
		id: 'test.wrong-result',
		plane: 'host',
		title: 'Gives another result than its handle',
		needs: {disk},
		gives: handle<{seen: string}>('test.wrong-result'),
		inspect: async () => ({evidence: '', findings: []}),
		// @ts-expect-error -- the handle promises a string
		apply: async ({needs}) => ({seen: needs.disk.gib}),
	}),
];

test('a step with the needs and the result of its handles compiles and works', async t => {
	const step = machineStep({
		id: 'test.right',
		plane: 'host',
		title: 'Right',
		needs: {address, disk},
		inspectsWith: ['address'],
		gives: handle<{seen: string}>('test.right'),
		inspect: async ({needs}) => ({evidence: needs.address.ip, findings: [], result: {seen: needs.address.ip}}),
		apply: async ({needs}) => ({seen: `${needs.address.ip} ${needs.disk.gib}`}),
	});
	t.deepEqual(step.inspectsWith, ['address']);
});
