import test from 'ava';
import {SshHost} from '../../source/host/client.ts';
import {hostTiming} from '../../source/host/timing.ts';
import {end, sendJson, TestMachine} from './support/machine.ts';

test('the lock names the computer that holds it, so that two behind one address are distinguished', async t => {
	const machine = await TestMachine.start(t);
	for (const who of ['ana@laptop-1', 'ana@laptop-2']) {
		machine.commands.set(`sudo -n wasperctl --protocol 2 apply docker --json --holder ${who}`, channel => {
			sendJson(channel, {type: 'result', unit: 'docker', changed: true, evidence: who});
			end(channel, 0);
		});
		const place = {connectTo: new Map([['203.0.113.10:22', `127.0.0.1:${machine.port}`]]), acmeDirectory: ''};
		const gateway = new SshHost(place, hostTiming, async () => who);
		t.teardown(() => gateway.close());
		const {signal} = new AbortController();
		// oxlint-disable no-await-in-loop -- one computer after the other
		await gateway.connect(machine.target, {signal, say() {}, deadlineSeconds: 10});
		t.is((await gateway.apply('docker', {signal, say() {}})).evidence, who);
		// oxlint-enable no-await-in-loop
	}
});
