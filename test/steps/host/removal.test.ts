import test from 'ava';
import {OtherProtocolError} from '../../../source/host/other-protocol.ts';
import type {HostResource} from '../../../source/host/protocol.ts';
import {ActionError, OperatorError} from '../../../source/errors/kinds.ts';
import {hostSteps} from '../../../source/steps/host/index.ts';
import {removal} from '../../../source/steps/host/removal.ts';
import {describeMachine} from '../../../source/steps/machine.ts';
import {hostDouble, ip, TestContext} from './support.ts';

const given = describeMachine({given: {ip}});
const app: HostResource = {kind: 'container', name: 'wasper-app'};
const data: HostResource = {kind: 'folder', name: '/mnt/data', keptBecause: 'database'};
const {owns, remove} = removal(given);

/** A machine with these resources, whose `wasperctl remove` ends with that exit code. */
function machineWith(resources: () => HostResource[], code = 0) {
	const ran: string[] = [];
	const host = {
		...hostDouble().host,
		resources: async () => resources(),
		install: async () => void ran.push('install'),
		async operate(operation: string, _: readonly string[], {output}: {output(line: string): void}) {
			ran.push(operation);
			output('removed container wasper-app');
			return code;
		},
	};
	return {context: new TestContext({host}), ran};
}

test('only on a given machine do steps own and remove what is installed; a machine of Azure is deleted as a whole', t => {
	const removing = (machine = given) =>
		hostSteps(machine).flatMap(({id, owns: listed, remove: removed}) => (listed || removed ? [id] : []));
	t.deepEqual(removing(), ['host.stack']);
	t.deepEqual(removing(describeMachine()), []);
	t.deepEqual(removing(describeMachine({name: 'worker-1', given: {ip}})), ['host.stack@worker-1']);
});

test('what the machine keeps is listed with its reason, and resources of two machines are distinguished', async t => {
	const {context} = machineWith(() => [app, data]);
	t.deepEqual(await owns(context), [
		{...app, id: 'machine/container/wasper-app'},
		{...data, id: 'machine/folder//mnt/data'},
	]);
	const [worker] = await removal(describeMachine({name: 'worker-1', given: {ip}})).owns(context);
	t.is(worker?.id, 'machine@worker-1/container/wasper-app');
});

test('a removal shows what the machine says, and a machine with nothing of ours on it is not asked to remove anything', async t => {
	const full = machineWith(() => [app, data]);
	t.deepEqual(await remove(full.context), {outcome: 'removed', evidence: '1 container'});
	t.deepEqual(full.context.said, ['removed container wasper-app']);
	const empty = machineWith(() => [data]);
	t.like(await remove(empty.context), {outcome: 'skipped'});
	t.deepEqual(empty.ran, []);
});

test('a locked machine is an error that the operator can wait out', async t => {
	const {context} = machineWith(() => [app], 75);
	t.like(await t.throwsAsync(remove(context), {instanceOf: ActionError}), {explanation: {code: 'host.locked'}});
});

test('a wasperctl of another protocol is replaced first; a machine without wasperctl has nothing of ours', async t => {
	let replies = 0;
	const old = machineWith(() => {
		if (replies++ === 0) {
			throw new OtherProtocolError('0.1.0', 1);
		}

		return [app];
	});
	t.is((await owns(old.context)).length, 1);
	t.deepEqual(old.ran, ['install']);
	const fails = (code: string) =>
		machineWith(() => {
			throw new ActionError({code, cause: 'No.'});
		}).context;
	t.deepEqual(await owns(fails('host.noWasperctl')), []);
	await t.throwsAsync(owns(fails('host.sudo')), {instanceOf: OperatorError});
});
