import type {Case} from './case.ts';
import type {Seen} from './see.ts';

/** The table's row for a case: `| code (shape) | cause | outcome | next |`. */
export function rowOf({code, shape}: Case, {cause, outcome, next}: Seen): string {
	const cells = [`${code} (${shape})`, cause, outcome, next].map(cell => cell.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' '));
	return `| ${cells.join(' | ')} |`;
}
