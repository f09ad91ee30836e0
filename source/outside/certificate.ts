import {once} from 'node:events';
import {connect} from 'node:tls';
import {visitProblem, type Visit} from './visit.ts';

export interface CertificateSeen {
	trusted: boolean;
	issuer: string;
	/** ISO date. */
	expires: string;
	/** Why it isn't trusted, or why none was seen. */
	problem?: string;
}

/** The certificate that the site shows, judged by this process' default authorities. Throws only on abort. */
export async function seeCertificate({domain, place, signal}: Visit, stop: AbortSignal): Promise<CertificateSeen> {
	// Not refused at once, so that an untrusted certificate can be described; nothing is sent over this connection.
	const socket = connect({...place, servername: domain, rejectUnauthorized: false});
	try {
		await once(socket, 'secureConnect', {signal});
		const {issuer, valid_to: end} = socket.getPeerCertificate();
		const seen = {issuer: [issuer?.O, issuer?.CN].flat().filter(Boolean).join(' '), expires: new Date(end).toISOString()};
		return socket.authorized
			? {trusted: true, ...seen}
			: {trusted: false, ...seen, problem: visitProblem(asError(socket.authorizationError))};
	} catch (error) {
		stop.throwIfAborted();
		return {trusted: false, issuer: '', expires: '', problem: visitProblem(error)};
	} finally {
		socket.destroy();
	}
}

/** Node gives an error or, in older types, its code alone. */
function asError(reason: Error | string | null): Error {
	return reason instanceof Error ? reason : Object.assign(new Error(reason ?? 'not trusted'), {code: reason});
}
