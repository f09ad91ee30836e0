import {baseId} from '../../steps/machine.ts';
import type {Program} from '../program.ts';
import {setup} from '../setup/program.ts';
import type {SetupScope} from '../setup/scope.ts';
import {recoverFromShortage} from '../setup/shortage.ts';

/** What a repair works on: a setup, and which of its steps. */
export interface RepairScope extends SetupScope {
	/** Ids of the steps to repair, with or without their instances; all when absent. */
	only?: ReadonlySet<string>;
}

/** The setup of chosen steps. The others are inspected, since the chosen ones use their results, and left as they are. */
export const repair: Program<RepairScope> = {
	...setup,
	id: 'repair',
	decide: ({id}, findings, {only}) =>
		findings.length === 0 ? 'keep' : only === undefined || only.has(id) || only.has(baseId(id)) ? 'apply' : 'leave',
	words: ({deployment: {choices}}) => ({
		doing: `Repairing Wasper at ${choices.domain}`,
		rehearsal: 'Rehearsal: nothing real is changed.',
		done: `Wasper at ${choices.domain} is repaired`,
		nothing: `Nothing needs to be repaired at ${choices.domain}`,
	}),
	recover: recoverFromShortage,
};
