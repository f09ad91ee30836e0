import {kinds, type CreatedKindId} from '../../azure/kinds.ts';
import type {BillPart} from '../../deployment/billing/bill.ts';
import type {ResourceNames} from '../../deployment/names.ts';
import {instanceId, instanceTitle, type Machine} from '../machine.ts';

/** What the row of a kind says to the step that creates it. */
export interface StepKind {
	/** `azure.network` */
	id: string;
	/** `Virtual network` */
	title: string;
	/** The word for it in a sentence: `virtual network`. */
	kind: string;
	name(names: ResourceNames): string;
	/** Lines of the bill that it brings. */
	billed: readonly BillPart[];
}

/** The kind as the step of one of several machines has it, or as the only step of its kind. */
export function stepKind(key: CreatedKindId, machine: Pick<Machine, 'name'> = {}): StepKind {
	const {title, name, billParts} = kinds[key];
	return {
		id: instanceId(`azure.${key}`, machine),
		title: instanceTitle(title.charAt(0).toUpperCase() + title.slice(1), machine),
		kind: title,
		name: names => names[name],
		billed: billParts,
	};
}
