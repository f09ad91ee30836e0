import type {HostGateway} from '../../host/gateway.ts';
import type {HostReport} from '../../host/protocol.ts';
import {OtherProtocolError} from '../../host/other-protocol.ts';
import {ExternalError, OperatorError} from '../../errors/kinds.ts';
import type {Finding, Inspection} from '../../plan/finding.ts';
import type {Machine} from '../machine.ts';
import type {MachineContext} from '../step.ts';

/**
 * What `judge` says of the machine's report. That the machine does not answer, or has no program, is a finding;
 * a wrong host key, say, is an error. `id` is the step's.
 */
export async function inspectHost<Result>(
	id: string,
	machine: Machine,
	{gateways, signal}: Pick<MachineContext, 'gateways' | 'signal'>,
	assess: (report: HostReport) => Inspection<Result> | Promise<Inspection<Result>>,
): Promise<Inspection<Result>> {
	const seen = await readReport(gateways.hosts.machine(machine.name), signal);
	return 'report' in seen
		? assess(seen.report)
		: {evidence: seen.finding.evidence, findings: [{...seen.finding, code: `${id}.${seen.finding.code}`}]};
}

/** The machine's report, or why there is none; `program` is the version of a wasperctl that must be replaced first. */
export type Seen = {report: HostReport} | {finding: Finding; program?: string};

export async function readReport(host: Pick<HostGateway, 'inspect'>, signal: AbortSignal): Promise<Seen> {
	try {
		return {report: await host.inspect(signal)};
	} catch (error) {
		if (error instanceof OtherProtocolError) {
			const {version, explanation} = error;
			const evidence = `wasperctl ${version} on the machine has to be replaced first`;
			return {program: version, finding: {code: 'other-protocol', state: 'unknown', evidence, cause: explanation.cause}};
		}

		if (error instanceof OperatorError && error.explanation.code === 'host.noWasperctl') {
			return {finding: {code: 'no-wasperctl', state: 'absent', evidence: 'wasperctl is not installed on the machine'}};
		}

		if (!(error instanceof ExternalError)) {
			throw error;
		}

		return {
			finding: {code: 'unreachable', state: 'unknown', evidence: 'the machine could not be inspected', cause: error.explanation.cause},
		};
	}
}
