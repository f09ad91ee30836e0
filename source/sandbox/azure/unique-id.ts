import type {State} from '../foundation/state.ts';

interface Identified {
	properties: {uniqueId?: string; vmId?: string};
}

/** Azure's unique id of a disk or a machine: created again under an old name, it is another one. Absent where no such thing exists. */
export function uniqueIdOf(state: State, id: string): string | undefined {
	const properties = state.table<Identified>('azure-resources').get(id.toLowerCase())?.properties;
	return properties?.uniqueId ?? properties?.vmId;
}
