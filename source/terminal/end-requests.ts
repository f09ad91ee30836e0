/** The signals by which a person or the system asks a program to end. */
const requests = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type EndRequest = (typeof requests)[number];

/** Calls `heard` for every request to end, until what it returns is called. */
export function onEndRequest(heard: (request: EndRequest) => void): () => void {
	for (const request of requests) {
		process.on(request, heard);
	}

	return () => {
		for (const request of requests) {
			process.off(request, heard);
		}
	};
}
