import data from '../../../assets/sandbox/host.json' with {type: 'json'};
import type {HostResource, HostUnit} from '../../host/protocol.ts';

/** One unit, as the stand-in for a machine plays it. */
export interface UnitDefinition {
	/** Units that must be applied first, as on a real machine. */
	needs: HostUnit[];
	/** Typical time on a real machine. */
	seconds: number;
	/** The finding before it is applied. */
	absent: {code: string; evidence: string};
	/** The evidence after it is applied; `{version}`, `{release}` and `{app}`, an image, are the machine's. */
	evidence: string;
	/** The output of apply. */
	lines: string[];
}

// JSON has no literal types: `needs` are plain strings to the compiler.
export const unitDefinitions = data.units as Record<HostUnit, UnitDefinition>;

/** What operations print on a healthy machine, and the checks of `health`, all but the first of which need the containers. */
export const operationLines: Record<'start' | 'stop' | 'remove' | 'clean' | 'logs' | 'stats', string[]> = data.operations;
/** What exists on a machine once a unit is applied; without one, on any that has wasperctl. */
export const resourceDefinitions = data.resources as Array<HostResource & {unit?: HostUnit}>;
export const {os, seconds: hostSeconds, checks: healthChecks} = data;
