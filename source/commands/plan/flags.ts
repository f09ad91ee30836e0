import type {FlagTable} from '../../command-line/flag.ts';

export const flags = {
	out: {placeholder: 'FILE', completes: 'files', help: 'Save the plan there, for apply; with --format: the export'},
	format: {
		placeholder: 'NAME',
		values: ['arm', 'terraform'],
		help: 'The same resources as an ARM template or as Terraform, instead of the plan',
	},
} as const satisfies FlagTable;
