import {request as httpRequest} from 'node:http';
import {request as httpsRequest} from 'node:https';
import type {Visit} from './visit.ts';

export interface Reply {
	status: number;
	contentType: string;
	location?: string;
	/** At most 64 KiB. */
	body: string;
}

const largestBody = 65_536;

/** One request by name at a given address. The certificate must be right. Throws what the socket says. */
export async function exchange(
	{domain, scheme, place, signal}: Visit,
	method: 'GET' | 'POST',
	path: string,
	json?: unknown,
): Promise<Reply> {
	const {promise, resolve, reject} = Promise.withResolvers<Reply>();
	const payload = json === undefined ? undefined : JSON.stringify(json);
	const send = scheme === 'https' ? httpsRequest : httpRequest;
	const request = send(
		{
			...place,
			servername: domain,
			method,
			path,
			signal,
			agent: false,
			headers: {
				host: domain,
				accept: 'application/json',
				'user-agent': 'create-wasper-azure',
				...(payload && {'content-type': 'application/json', 'content-length': Buffer.byteLength(payload)}),
			},
		},
		response => {
			const chunks: Buffer[] = [];
			let size = 0;
			const finish = () => {
				resolve({
					status: response.statusCode ?? 0,
					contentType: response.headers['content-type'] ?? '',
					...(response.headers.location && {location: response.headers.location}),
					body: Buffer.concat(chunks).toString(),
				});
			};

			response.on('data', (chunk: Buffer) => {
				chunks.push(chunk);
				size += chunk.length;
				if (size >= largestBody) {
					finish();
					request.destroy();
				}
			});
			response.on('end', finish);
			response.on('error', reject);
		},
	);
	request.on('error', reject);
	request.end(payload);
	return promise;
}
