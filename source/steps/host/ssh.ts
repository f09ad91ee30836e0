import type {HostTarget} from '../../host/gateway.ts';
import type {HostReport, HostSettings} from '../../host/protocol.ts';
import {OperatorError} from '../../errors/kinds.ts';
import type {Inspection, Step, StepContext} from '../step.ts';

/** Seconds for a look, and for a machine that is just being born. */
const lookSeconds = 15;
const bootSeconds = 300;

/** A connection to the machine whose host key is the pinned one, and the settings that its units work by. */
export const ssh: Step<'host.ssh'> = {
	id: 'host.ssh',
	plane: 'host',
	title: 'Connect by SSH',
	needs: ['azure.address', 'azure.machine'],

	async inspect(context) {
		try {
			const result = await connect(context, lookSeconds, () => {});
			return judge(context, await context.gateways.host.inspect(context.signal), result);
		} catch (error) {
			return unreachable(error);
		}
	},

	async apply(context) {
		const result = await connect(context, bootSeconds, context.say);
		await context.gateways.host.configure(settings(context), context.signal);
		return result;
	},
};

async function connect(context: StepContext, deadlineSeconds: number, say: (line: string) => void): Promise<{fingerprint: string}> {
	return context.gateways.host.connect(target(context), {signal: context.signal, say, deadlineSeconds});
}

function target({deployment, result}: StepContext): HostTarget {
	return {
		address: result('azure.address').ip,
		port: 22,
		user: deployment.adminUser,
		privateKeyPath: deployment.choices.sshKey.privateKeyPath,
		hostKey: result('azure.machine').hostKey,
	};
}

function settings({deployment, gateways, result}: StepContext): HostSettings {
	return {
		domain: deployment.choices.domain,
		certificateContact: deployment.choices.certificateContact,
		acmeDirectory: gateways.host.acmeDirectory,
		address: result('azure.address').ip,
	};
}

function judge(context: StepContext, report: HostReport, result: {fingerprint: string}): Inspection<'host.ssh'> {
	const evidence = `${report.os}, wasperctl ${report.version}, host key ${result.fingerprint}`;
	if (!report.settings) {
		return {state: 'absent', evidence: `${evidence}; no settings yet`, fix: 'Hands the settings over.'};
	}

	const kept = report.settings;
	const changed = (Object.entries(settings(context)) as Array<[keyof HostSettings, string]>).filter(
		([key, wanted]) => kept[key] !== wanted,
	);
	return changed.length === 0
		? {state: 'ok', evidence, result}
		: {
				state: 'drifted',
				evidence,
				cause: `The machine works with other settings: ${changed.map(([key, wanted]) => `${key} is ${kept[key]} and not ${wanted}`).join('; ')}.`,
				fix: 'Hands the new settings over.',
			};
}

/** A machine that can't be reached is something seen, not a failure; `apply` waits longer and says why. */
function unreachable(error: unknown): Inspection<'host.ssh'> {
	if (!(error instanceof OperatorError) || error.kind === 'cancelled' || error.kind === 'bug') {
		throw error;
	}

	const {code, cause} = error.explanation;
	return {state: error.kind === 'action' ? 'broken' : 'absent', evidence: `No connection (${code})`, cause};
}
