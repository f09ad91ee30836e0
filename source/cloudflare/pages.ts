/** As much of the SDK's paged list as is needed. */
interface Pages<Item> {
	iterPages(): AsyncIterable<{getPaginatedItems(): Item[]}>;
}

/** Everything on all pages. A page that is not full is the last: the SDK itself would ask for one more, and find it empty. */
export async function everything<Item>(list: PromiseLike<Pages<Item>>, pageSize: number): Promise<Item[]> {
	const items: Item[] = [];
	for await (const page of (await list).iterPages()) {
		const found = page.getPaginatedItems();
		items.push(...found);
		if (found.length < pageSize) {
			break;
		}
	}

	return items;
}
