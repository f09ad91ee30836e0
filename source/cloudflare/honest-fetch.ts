/**
 * A fetch that answers as Cloudflare means it: HTTP 200 with `success: false` is a refusal,
 * which the SDK would take for an empty list; a page that isn't JSON is somebody else's, such as a proxy's.
 */
export const honestFetch: typeof fetch = async (input, init) => {
	const response = await fetch(input, init);
	if (!response.ok) {
		return response;
	}

	const text = await response.text();
	const body = parse(text);
	if (typeof body !== 'object' || body === null) {
		throw new Error(`Not an answer of Cloudflare's API, but ${response.headers.get('content-type') ?? 'something else'}`);
	}

	const refused = 'success' in body && body.success === false;
	return new Response(text, {
		status: refused ? 400 : response.status,
		headers: {'content-type': 'application/json', 'cf-ray': response.headers.get('cf-ray') ?? ''},
	});
};

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
