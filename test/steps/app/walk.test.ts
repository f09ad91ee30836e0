import test, {type ExecutionContext} from 'ava';
import {Bus} from '../../../source/runner/bus.ts';
import type {RunEvent} from '../../../source/runner/events.ts';
import {StopSwitch} from '../../../source/runner/stop.ts';
import {Walk} from '../../../source/runner/walk.ts';
import {Secret} from '../../../source/deployment/secret.ts';
import {givenMachine} from '../../../source/steps/host/given-machine.ts';
import type {OnMachine} from '../../../source/steps/step.ts';
import {machineSteps} from '../../../source/steps/steps.ts';
import {ip, machine} from '../host/support.ts';
import {rehearse} from './rehearsal.ts';

/** One walk over host, DNS, TLS and app, with what it emitted. */
async function walk(rehearsal: Awaited<ReturnType<typeof rehearse>>) {
	const {hostKey, deployment, gateways} = rehearsal;
	const bus = new Bus('test');
	const events: RunEvent[] = [];
	bus.subscribe(event => events.push(event));
	const given = {ip, hostKey, user: 'wasperadmin', port: 22};
	const steps = [...givenMachine(machine, given), ...machineSteps(machine, {ownerPassword: async () => new Secret('correct horse 42')})];
	const result = await new Walk<OnMachine>(steps, {
		deployment,
		gateways,
		bus,
		ask: async ({fallback}) => fallback,
		order: 'needs',
		decide: (_, findings) => (findings.length === 0 ? 'keep' : 'apply'),
	}).run(new StopSwitch());
	const outcomes = Object.fromEntries(events.flatMap(event => (event.type === 'step.finished' ? [[event.step, event.outcome]] : [])));
	return {result, events, outcomes};
}

const everything = [
	'host.ssh',
	'host.program',
	'host.base',
	'host.disk',
	'host.docker',
	'host.firewall',
	'host.secrets',
	'host.images',
	'host.stack',
	'host.hardening',
	'host.timers',
	'dns.record',
	'dns.propagation',
	'tls.certificate',
	'app.health',
	'app.owner',
	'app.public',
];

function outcomesOf(t: ExecutionContext, {result, outcomes}: Awaited<ReturnType<typeof walk>>) {
	t.is(result.error, undefined, JSON.stringify(result.error?.explanation));
	return Object.fromEntries(everything.map(id => [id, outcomes[id]]));
}

// One after the other: each trusts an authority of its own in this process.
test.serial('from a machine that has just booted to a site proven from outside; a rerun makes nothing twice', async t => {
	const rehearsal = await rehearse(t);
	const first = await walk(rehearsal);
	const made = outcomesOf(t, first);
	t.is(made['host.base'], 'created');
	t.is(made['tls.certificate'], 'created');
	t.is(made['app.owner'], 'created');
	t.notRegex(JSON.stringify(first.events), /correct horse/);
	const second = outcomesOf(t, await walk(rehearsal));
	t.deepEqual(second, Object.fromEntries(everything.map(id => [id, 'kept'])));
});

test.serial('connections that are refused and lost on the way do not stop a run', async t => {
	const rehearsal = await rehearse(t, [
		{operation: 'ssh connect', times: 2, refuse: true},
		{operation: 'host apply docker', drop: true},
	]);
	const {result, events} = await walk(rehearsal);
	t.is(result.error, undefined, JSON.stringify(result.error?.explanation));
	t.true(events.some(event => event.type === 'step.output' && event.line.includes('connection to the machine was lost')));
});

test.serial('another host key ends the run before anything is done on the machine', async t => {
	const {result, outcomes} = await walk(await rehearse(t, [{operation: 'ssh hostkey', times: 'always', hostKey: 'other'}]));
	t.is(result.error?.explanation.code, 'ssh.hostKey');
	t.is(outcomes['host.ssh'], undefined);
});

test.serial('a unit that fails ends the run with what the machine said, and a rerun goes on from there', async t => {
	const rehearsal = await rehearse(t, [
		{operation: 'host apply images', failure: {code: 'pull', message: 'The registry does not answer.'}},
	]);
	const failed = await walk(rehearsal);
	t.like(failed.result.error?.explanation, {code: 'host.images.pull', cause: 'The registry does not answer.'});
	const again = outcomesOf(t, await walk(rehearsal));
	t.like(again, {'host.base': 'kept', 'host.images': 'created', 'tls.certificate': 'created'});
});
