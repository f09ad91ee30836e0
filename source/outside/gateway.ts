/** The site as a visitor sees it: by name, through the address that public DNS gives. Every call is bounded in time. */
export interface OutsideGateway {
	/** Certificate chain as the client verified it. */
	certificate(
		domain: string,
		ip: string,
		signal: AbortSignal,
	): Promise<{trusted: boolean; issuer: string; expires: string; problem?: string}>;
	/** Status and Location of plain HTTP. */
	httpRedirect(domain: string, ip: string, signal: AbortSignal): Promise<{status: number; location?: string}>;
	/** Whether plain HTTP hands out the file `token` of the certificate authority's folder, with its own name in it. */
	challenge(domain: string, ip: string, token: string, signal: AbortSignal): Promise<{found: boolean; detail: string}>;
	/** The API at its health path: by status and JSON, never by `/`. */
	health(domain: string, ip: string, signal: AbortSignal): Promise<{healthy: boolean; detail: string}>;
	/** A socket.io handshake at `/api/socket.io`. */
	webSocket(domain: string, ip: string, signal: AbortSignal): Promise<{open: boolean; detail: string}>;
	/** Whether a visitor is refused at sign-up. */
	signUpClosed(domain: string, ip: string, signal: AbortSignal): Promise<boolean>;
}
