/** How far this computer's clock is ahead of the server's at `url`, in seconds; behind is negative. Any status will do: only the date counts. */
export async function clockLead(url: string, signal: AbortSignal): Promise<number> {
	const sent = Date.now();
	const response = await fetch(url, {signal, redirect: 'manual'});
	const received = Date.now();
	await response.body?.cancel();
	const date = Date.parse(response.headers.get('date') ?? '');
	if (Number.isNaN(date)) {
		throw new Error(`${new URL(url).host} did not tell the time`);
	}

	// The header has whole seconds, cut off; half a second is the fairest guess.
	return ((sent + received) / 2 - (date + 500)) / 1000;
}
