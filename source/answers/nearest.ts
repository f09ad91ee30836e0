/** Number of single-character edits between two words. */
function editDistance(from: string, to: string): number {
	let row = Array.from({length: to.length + 1}, (_, index) => index);
	for (let i = 1; i <= from.length; i++) {
		const next = [i];
		for (let j = 1; j <= to.length; j++) {
			const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
		}
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
