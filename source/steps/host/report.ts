import type {HostReport, UnitReport} from '../../host/protocol.ts';
import {OtherProtocolError} from '../../host/other-protocol.ts';
import type {Finding} from '../../plan/finding.ts';
import {ExternalError, OperatorError} from '../../errors/kinds.ts';
import type {MachineContext} from '../step.ts';

/** The machine's report, or the finding of a step whose machine can't be inspected; `program` is a wasperctl that must be replaced first. */
export type Look = {report: HostReport} | {finding: Finding; program?: string};

/** Inspects the machine. No machine, no wasperctl, another wasperctl and no answer are findings; a wrong key, for example, is an error. */
export async function lookAtHost({gateways, signal}: Pick<MachineContext, 'gateways' | 'signal'>): Promise<Look> {
	try {
		return {report: await gateways.host.inspect(signal)};
	} catch (error) {
		if (error instanceof OtherProtocolError) {
			const {version, explanation} = error;
			const evidence = `wasperctl ${version} on the machine has to be replaced first`;
			return {program: version, finding: {state: 'unknown', evidence, cause: explanation.cause}};
		}

		if (error instanceof OperatorError && error.explanation.code === 'host.noWasperctl') {
			return {finding: {state: 'absent', evidence: 'wasperctl is not installed on the machine'}};
		}

		if (!(error instanceof ExternalError)) {
			throw error;
		}

		return {finding: {state: 'unknown', evidence: 'The machine could not be inspected', cause: error.explanation.cause}};
	}
}

const worstFirst = ['broken', 'unknown', 'drifted', 'absent'] as const;

/** A unit's report as the one finding that a step has today: the worst state, with the causes of all. */
export function unitFinding({evidence, findings}: UnitReport): Finding {
	const sorted = findings.toSorted((one, other) => worstFirst.indexOf(one.state) - worstFirst.indexOf(other.state));
	const [worst] = sorted;
	if (!worst) {
		return {state: 'ok', evidence};
	}

	const join = (texts: Array<string | undefined>) => texts.filter(text => text !== undefined).join(' ');
	const [cause, fix] = [join(sorted.map(finding => finding.cause)), join(sorted.map(finding => finding.fix))];
	return {state: worst.state, evidence, ...(cause && {cause}), ...(fix && {fix})};
}
