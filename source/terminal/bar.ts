import type {Symbols} from './symbols.ts';

/** A bar of `width` columns in two parts, the first as long as `share` (0 to 1; more is full) of the whole. */
export function bar(share: number, width: number, {full, empty}: Symbols): {filled: string; rest: string} {
	const columns = Math.max(0, Math.min(width, Math.round(share * width)));
	return {filled: full.repeat(columns), rest: empty.repeat(width - columns)};
}
