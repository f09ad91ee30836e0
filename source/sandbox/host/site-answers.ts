import {healthPath} from '../../deployment/releases.ts';
import type {Host} from './host.ts';

export interface SiteAnswer {
	status: number;
	type: 'application/json; charset=utf-8' | 'text/html' | 'text/plain';
	body: string;
}

const ownerPaths = ['/api/v1/authentication/sign-up', '/api/v1/platforms'];

/** The response of the site to an HTTPS request: nginx in front, the application behind it. */
export function answerSite(host: Host, method: string, path: string): SiteAnswer {
	const {owner} = host.memory.disk;
	// Until there is an owner, nginx blocks sign-up.
	if (method === 'POST' && ownerPaths.includes(path) && !owner) {
		return nginxPage(403, 'Forbidden');
	}

	if (!host.healthy) {
		return nginxPage(502, 'Bad Gateway');
	}

	switch (path) {
		case healthPath:
			return json(200, {status: 'Healthy'});
		case '/api/v1/flags':
			return json(200, {
				USER_CREATED: owner !== undefined,
				CURRENT_VERSION: host.version,
				EDITION: 'ce',
				PUBLIC_URL: `https://${host.memory.machine.settings?.domain ?? 'localhost'}`,
			});
		case '/api/v1/authentication/sign-up':
			return method === 'POST' ? json(403, {code: 'INVITATION_ONLY_SIGN_UP', params: {}}) : notFound(path);
		case '/api/socket.io':
		case '/api/socket.io/':
			return json(400, {code: 0, message: 'Transport unknown'});
		default:
			return path.startsWith('/api/') ? notFound(path) : page(200, 'Wasper rehearsal', '<div id="root"></div>');
	}
}

/** The response of port 80: challenge files, and a redirect to HTTPS for everything else. */
export function answerPlain(host: Host, name: string, path: string): {status: number; location?: string; body: string} {
	const token = /^\/\.well-known\/acme-challenge\/(?<token>[\w-]+)$/.exec(path)?.groups?.['token'];
	if (token) {
		const body = token === host.probe ? token : host.challengeAnswers.get(token);
		return body ? {status: 200, body} : {status: 404, body: nginxPage(404, 'Not Found').body};
	}

	return {status: 301, location: `https://${name.split(':')[0]}${path}`, body: nginxPage(301, 'Moved Permanently').body};
}

function json(status: number, body: unknown): SiteAnswer {
	return {status, type: 'application/json; charset=utf-8', body: JSON.stringify(body)};
}

function notFound(path: string): SiteAnswer {
	return json(404, {statusCode: 404, error: 'Not Found', message: `Route ${path} not found`});
}

function nginxPage(status: number, words: string): SiteAnswer {
	return page(status, `${status} ${words}`, `<center><h1>${status} ${words}</h1></center><hr><center>nginx</center>`);
}

function page(status: number, title: string, body: string): SiteAnswer {
	return {status, type: 'text/html', body: `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>\n`};
}
