import descriptions from '../../../assets/sandbox/certbot.json' with {type: 'json'};
import {UnitError} from './unit-error.ts';

const texts = new Map(Object.entries(descriptions));

/** A request that the authority rejected: wasperctl's error with certbot's last lines. `type` is the last part of the problem's URN. */
export function refusedRequest(name: string, type: string, detail: string): UnitError {
	return failed(name, ['An unexpected error occurred:', `${texts.get(type) ?? type} :: ${detail}`], detail);
}

/** A domain that the authority could not validate. */
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

/** The authority's server can't be reached; `reason` is the system's error code. */
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
	const site = 'The site keeps its current certificate.';
	return until
		? new UnitError('ACME_LIMIT', `The certificate authority rejects requests for ${name} until ${until} UTC.`, {
				fix: `Run the same command again after that. ${site}`,
				evidence,
			})
		: new UnitError('ACME_FAILED', `The certificate authority could not validate ${name} (the request failed).`, {
				fix: `See the output below; usually port 80 is closed, or the domain points to another address. ${site}`,
				evidence,
			});
}
