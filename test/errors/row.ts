import type {Case} from './case.ts';
import type {Seen} from './see.ts';

/** The line of the catalogue's table that stands for a case: `| code, how it comes | why | what became | next |`. */
export function rowOf({code, shape}: Case, {cause, outcome, next}: Seen): string {
	const cells = [`${code} (${shape})`, cause, outcome, next].map(cell => cell.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' '));
	return `| ${cells.join(' | ')} |`;
}
