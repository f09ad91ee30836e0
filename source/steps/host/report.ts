import type {HostReport} from '../../host/protocol.ts';
import type {Finding} from '../../plan/finding.ts';
import {ExternalError, OperatorError} from '../../errors/kinds.ts';
import type {MachineContext} from '../step.ts';

/** The machine's report, or the finding of a step whose machine can't be asked. */
export type Look = {report: HostReport} | {finding: Finding};

/** Asks the machine. That it isn't there, has no program or doesn't answer is a finding; a wrong key, say, is an error. */
export async function lookAtHost({gateways, signal}: Pick<MachineContext, 'gateways' | 'signal'>): Promise<Look> {
	try {
		return {report: await gateways.host.inspect(signal)};
	} catch (error) {
		if (error instanceof OperatorError && error.explanation.code === 'host.noWasperctl') {
			return {finding: {state: 'absent', evidence: 'wasperctl is not on the machine'}};
		}

		if (!(error instanceof ExternalError)) {
			throw error;
		}

		return {finding: {state: 'unknown', evidence: 'The machine could not be asked', cause: error.explanation.cause}};
	}
}
