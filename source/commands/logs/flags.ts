import type {FlagTable} from '../../command-line/flag.ts';

// What Docker takes: spans of hours, minutes and seconds, seconds since 1970, and dates with or without a time.
const sincePattern =
	/^(?:(?:\d+(?:\.\d+)?(?:h|m|s|ms))+|\d{9,}(?:\.\d+)?|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)$/;

export const flags = {
	follow: {help: 'Keep printing new lines as they come'},
	since: {
		placeholder: 'TIME',
		help: 'Only lines since then, such as 10m, 2h, 2026-11-21T08:00',
		check: value => (sincePattern.test(value) ? undefined : `“${value}” is not a valid time; it looks like 10m, 2h or 2026-11-21T08:00.`),
	},
	grep: {placeholder: 'TEXT', help: 'Only lines that contain this text'},
} as const satisfies FlagTable;
