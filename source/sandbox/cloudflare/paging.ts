/** One page of `items` with Cloudflare's `result_info`; a page after the last is empty. */
export function page<T>(
	items: T[],
	query: URLSearchParams,
	limits: {usual: number; most: number},
): [T[], {result_info: Record<string, number>}] {
	const size = Math.min(limits.most, positive(query.get('per_page')) ?? limits.usual);
	const number = positive(query.get('page')) ?? 1;
	const shown = items.slice((number - 1) * size, number * size);
	const info = {page: number, per_page: size, count: shown.length, total_count: items.length, total_pages: Math.ceil(items.length / size)};
	return [shown, {result_info: info}];
}

function positive(text: string | null): number | undefined {
	const number = Number(text);
	return text !== null && Number.isInteger(number) && number > 0 ? number : undefined;
}
