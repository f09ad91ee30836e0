/** Number of single-character edits between two words; two neighbours that changed places count as one. */
function editDistance(from: string, to: string): number {
	let before: number[] = [];
	let row = Array.from({length: to.length + 1}, (_, index) => index);
	for (let i = 1; i <= from.length; i++) {
		const next = [i];
		for (let j = 1; j <= to.length; j++) {
			const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
			const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? before[j - 2]! + 1 : Infinity;
			next.push(Math.min(replaced, swapped, row[j]! + 1, next[j - 1]! + 1));
		}
		before = row;
		row = next;
	}
	return row[to.length]!;
}

/** The known word that `word` was probably meant to be, if one is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
	const lower = word.toLowerCase();
	const prefixed = known.filter(item => lower.length >= 3 && item.toLowerCase().startsWith(lower));
	if (prefixed.length === 1) {
		return prefixed[0];
	}
	const ranked = known.map(item => ({item, distance: editDistance(lower, item.toLowerCase())})).sort((a, b) => a.distance - b.distance);
	const best = ranked[0];
	return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.item : undefined;
}
