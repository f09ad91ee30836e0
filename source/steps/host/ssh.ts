import type {HostTarget} from '../../host/gateway.ts';
import {OperatorError} from '../../errors/kinds.ts';
import type {Finding} from '../../plan/finding.ts';
import {instanceId, instanceTitle, type Machine, type MachineIdentity} from '../machine.ts';
import {machineStep, type MachineContext} from '../step.ts';
import {sshConnection} from './results.ts';

/** Seconds for an inspection, and for a machine that is just booting. */
const inspectSeconds = 15;
const bootSeconds = 300;

type Needed = {ip: {ip: string}; identity: MachineIdentity};

/** A connection to the machine whose host key is the pinned one. */
export function sshStep(machine: Machine) {
	const id = instanceId('host.ssh', machine);
	const connect = async (context: MachineContext<Needed>, deadlineSeconds: number, say: (line: string) => void) =>
		context.gateways.hosts.machine(machine.name).connect(target(context, machine), {signal: context.signal, say, deadlineSeconds});
	return machineStep({
		id,
		plane: 'host',
		title: instanceTitle('Connect by SSH', machine),
		needs: {ip: machine.address, identity: machine.identity},
		gives: sshConnection(machine),

		async inspect(context) {
			try {
				const result = await connect(context, inspectSeconds, () => {});
				return {evidence: `host key ${result.fingerprint}`, findings: [], result};
			} catch (error) {
				const finding = unreachable(id, error);
				return {evidence: finding.evidence, findings: [finding]};
			}
		},

		apply: async context => connect(context, bootSeconds, context.say),
	});
}

function target({deployment, needs: {ip, identity}}: MachineContext<Needed>, machine: Machine): HostTarget {
	const {hostKey, user, port = 22} = identity;
	return {
		address: ip.ip,
		port,
		user,
		privateKeyPath: deployment.choices.sshKey.privateKeyPath,
		hostKey,
		...(machine.given && {given: true}),
	};
}

/** A machine that cannot be reached is something seen, not a failure; `apply` waits longer and says why. */
function unreachable(id: string, error: unknown): Finding {
	if (!(error instanceof OperatorError) || error.kind === 'cancelled' || error.kind === 'bug') {
		throw error;
	}

	const {code, cause, next} = error.explanation;
	const evidence = `no connection (${code})`;
	return error.kind === 'action'
		? {code: `${id}.refused`, state: 'broken', evidence, cause, ...(next !== undefined && {blocked: next})}
		: {code: `${id}.unreachable`, state: 'unknown', evidence, cause};
}
