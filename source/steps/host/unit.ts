import type {HostUnit} from '../../host/protocol.ts';
import type {MachineStep, StepId} from '../step.ts';
import {lookAtHost, unitFinding} from './report.ts';

type UnitStepId = Extract<StepId, `host.${HostUnit}`>;

/** A step that is one unit of wasperctl on the machine. */
export function unitStep(id: UnitStepId, title: string, needs: readonly StepId[]): MachineStep<UnitStepId> {
	// The template type says so; TypeScript can't cut a string apart in a value.
	const unit = id.slice('host.'.length) as HostUnit;
	return {
		id,
		plane: 'host',
		title,
		needs,
		looksWith: ['host.ssh'],

		async inspect(context) {
			const look = await lookAtHost(context);
			if ('finding' in look) {
				return look.finding;
			}

			const finding = unitFinding(look.report.units[unit]);
			return {...finding, ...(finding.state === 'ok' && {result: {evidence: finding.evidence}})};
		},

		async apply({gateways, signal, say}) {
			const {evidence} = await gateways.host.apply(unit, {signal, say});
			return {evidence};
		},
	};
}
