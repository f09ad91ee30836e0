import type {ExecutionContext} from 'ava';
import type ssh2 from 'ssh2';
import {hostUnits, type HostSettings, type HostUnit} from '../../../source/host/protocol.ts';
import {address, domain, owner, type bootMachine} from './machine.ts';

type Machine = Awaited<ReturnType<typeof bootMachine>>;

export function acmeSettings({acmeDirectory}: Machine): HostSettings {
	return {domain, certificateContact: 'a@example.com', acmeDirectory, address};
}

/** Hands over the settings and applies these units in order; each must change something. */
export async function setUp(
	t: ExecutionContext,
	machine: Machine,
	connection: ssh2.Client,
	units: readonly HostUnit[] = hostUnits,
): Promise<void> {
	t.is((await machine.run(connection, 'sudo -n wasperctl --protocol 2 configure', JSON.stringify(acmeSettings(machine)))).code, 0);
	for (const unit of units) {
		const {code, last} = await machine.apply(connection, unit, unit === 'owner' ? JSON.stringify(owner) : '');
		t.like({code, last}, {code: 0, last: {type: 'result', unit, changed: true}}, JSON.stringify(last));
	}
}
