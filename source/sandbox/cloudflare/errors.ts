import type {Answer} from '../foundation/https.ts';

/** A refusal in Cloudflare's words. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: number,
		message: string,
		/** The finer reasons under a general one. */
		readonly chain: Array<{code: number; message: string}> = [],
	) {
		super(message);
	}

	answer(): Answer {
		const error = {code: this.code, message: this.message, ...(this.chain.length > 0 && {error_chain: this.chain})};
		return {status: this.status, body: {success: false, errors: [error], messages: [], result: null}};
	}
}

export const missingToken = () => new ApiError(400, 9106, 'Missing X-Auth-Key, X-Auth-Email or Authorization headers');
export const mangledToken = () =>
	new ApiError(400, 6003, 'Invalid request headers', [{code: 6111, message: 'Invalid format for Authorization header'}]);
export const wrongContentType = () =>
	new ApiError(400, 6003, 'Invalid request headers', [
		{code: 6105, message: 'Invalid Content-Type header, valid values are application/json,multipart/form-data'},
	]);
export const unknownTokenAtVerify = () => new ApiError(401, 1000, 'Invalid API Token');
export const unknownToken = () => new ApiError(403, 9109, 'Invalid access token');
export const zoneNotYours = () => new ApiError(403, 9109, 'Unauthorized to access requested resource');
export const notPermitted = () => new ApiError(403, 10_000, 'Authentication error');
export const noRoute = (path: string) => new ApiError(404, 7003, `Could not route to ${path}, perhaps your object identifier is invalid?`);
export const malformedBody = () => new ApiError(400, 9207, 'Request body is invalid.');
export const noSuchRecord = () => new ApiError(404, 81_044, 'Record does not exist.');
export const hostTaken = () => new ApiError(400, 81_053, 'An A, AAAA, or CNAME record with that host already exists.');
export const identicalRecord = () => new ApiError(400, 81_058, 'An identical record already exists.');
export const invalidRecord = (code: number, message: string) => new ApiError(400, 1004, 'DNS Validation Error', [{code, message}]);
