import type {HostTarget} from '../../host/gateway.ts';
import {OperatorError} from '../../errors/kinds.ts';
import type {Inspection, MachineContext, MachineStep} from '../step.ts';

/** Seconds for a look, and for a machine that is just being born. */
const lookSeconds = 15;
const bootSeconds = 300;

/** A connection to the machine whose host key is the pinned one. */
export const ssh: MachineStep<'host.ssh'> = {
	id: 'host.ssh',
	plane: 'host',
	title: 'Connect by SSH',
	needs: ['azure.address', 'azure.machine'],

	async inspect(context) {
		try {
			const result = await connect(context, lookSeconds, () => {});
			return {state: 'ok', evidence: `host key ${result.fingerprint}`, result};
		} catch (error) {
			return unreachable(error);
		}
	},

	async apply(context) {
		return connect(context, bootSeconds, context.say);
	},
};

async function connect(context: MachineContext, deadlineSeconds: number, say: (line: string) => void): Promise<{fingerprint: string}> {
	return context.gateways.host.connect(target(context), {signal: context.signal, say, deadlineSeconds});
}

function target({deployment, result}: MachineContext): HostTarget {
	const {hostKey, port = 22} = result('azure.machine');
	return {
		address: result('azure.address').ip,
		port,
		user: deployment.adminUser,
		privateKeyPath: deployment.choices.sshKey.privateKeyPath,
		hostKey,
	};
}

/** A machine that can't be reached is something seen, not a failure; `apply` waits longer and says why. */
function unreachable(error: unknown): Inspection<'host.ssh'> {
	if (!(error instanceof OperatorError) || error.kind === 'cancelled' || error.kind === 'bug') {
		throw error;
	}

	const {code, cause, next} = error.explanation;
	return error.kind === 'action'
		? {state: 'broken', evidence: `No connection (${code})`, cause, ...(next !== undefined && {blocked: next})}
		: {state: 'unknown', evidence: `No connection (${code})`, cause};
}
