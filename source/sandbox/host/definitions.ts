import data from '../../../assets/sandbox/host.json' with {type: 'json'};
import type {HostUnit} from '../../host/protocol.ts';

/** What the stand-in for a machine knows of one unit. */
export interface UnitDefinition {
	/** Units that must be there first, as on a real machine. */
	needs: HostUnit[];
	/** Typical time on a real machine. */
	seconds: number;
	/** What inspect says before it is applied, and after; `{version}`, `{release}` and `{app}`, an image, are the machine's. */
	absent: string;
	evidence: string;
	/** What it prints while it works. */
	lines: string[];
}

// JSON has no literal types: `needs` are plain strings to the compiler.
export const unitDefinitions = data.units as Record<HostUnit, UnitDefinition>;

export const {os, seconds: hostSeconds} = data;
