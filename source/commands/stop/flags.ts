import type {FlagTable} from '../../command-line/flag.ts';

export const flags = {
	deallocate: {help: 'Deallocate the virtual machine too; only its disks and its address cost money then'},
} as const satisfies FlagTable;
