import descriptions from '../../../assets/sandbox/certbot.json' with {type: 'json'};
import {UnitError} from './unit-error.ts';

const words = new Map(Object.entries(descriptions));

/** A request that the authority refused: what wasperctl says of it, and certbot's last lines. `type` is the last word of the problem's URN. */
export function refusedRequest(name: string, type: string, detail: string): UnitError {
	return failed(name, ['An unexpected error occurred:', `${words.get(type) ?? type} :: ${detail}`], detail);
}

/** A name that the authority could not be convinced of. */
export function failedChallenge(name: string, type: string, detail: string): UnitError {
	return failed(
		name,
		[
			'Certbot failed to authenticate some domains (authenticator: webroot). The Certificate Authority reported these problems:',
			`  Domain: ${name}`,
			`  Type:   ${type}`,
			`  Detail: ${detail}`,
			'Some challenges have failed.',
		],
		detail,
	);
}

/** The authority's server can't be reached; `reason` is the system's word for it. */
export function unreachableAuthority(name: string, url: URL, reason: string): UnitError {
	const {hostname, port, pathname} = url;
	const place = `HTTPSConnectionPool(host='${hostname}', port=${port || 443})`;
	const lines = [
		'An unexpected error occurred:',
		`requests.exceptions.ConnectionError: ${place}: Max retries exceeded with url: ${pathname} (${reason})`,
	];
	return failed(name, lines, '');
}

function failed(name: string, evidence: string[], detail: string): UnitError {
	const until = /retry after (\d{4}-\d\d-\d\d \d\d:\d\d)/.exec(detail)?.[1];
	const site = 'The site goes on with the certificate that it has.';
	return until
		? new UnitError('ACME_LIMIT', `The authority refuses ${name} until ${until} UTC.`, {
				fix: `Run the same again after that. ${site}`,
				evidence,
			})
		: new UnitError('ACME_FAILED', `The authority could not be convinced of ${name} (the request failed).`, {
				fix: `The lines below say why: mostly a closed port 80, or a name that points elsewhere. ${site}`,
				evidence,
			});
}
