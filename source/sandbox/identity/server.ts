import {URLPattern} from 'node:url';
import {defaultSubscriptions} from '../azure/offerings.ts';
import type {SandboxAuthority} from '../foundation/certificates.ts';
import type {Faults} from '../foundation/faults.ts';
import {startHttps, type Answer, type LoggedRequest, type Request} from '../foundation/https.ts';
import type {Latency} from '../foundation/latency.ts';
import type {State} from '../foundation/state.ts';
import {Directory} from './directory.ts';
import {SignInRefusal} from './errors.ts';
import {Grants} from './grants.ts';
import {Tokens} from './tokens.ts';

export interface IdentityOptions {
	state: State;
	faults: Faults;
	latency: Latency;
	authority: SandboxAuthority;
	/** Tenant of everybody here; the one of the rehearsal's subscription unless given. */
	tenantId?: string;
	/** Tenants in which the person is a guest. */
	otherTenants?: string[];
}

/** A service principal's credentials. */
export interface Credentials {
	tenantId: string;
	clientId: string;
	clientSecret: string;
}

export interface IdentityServer {
	/** `https://127.0.0.1:PORT`: the authority host. */
	url: string;
	/** May do everything. */
	owner: Credentials;
	/** May only look. */
	reader: Credentials;
	log: LoggedRequest[];
	close(): Promise<void>;
}

const paths = new URLPattern(
	{
		pathname:
			'/:tenant/:what(v2.0/.well-known/openid-configuration|oauth2/v2.0/token|oauth2/v2.0/devicecode|oauth2/v2.0/authorize|discovery/instance)',
	},
	{ignoreCase: true},
);

/** Starts the identity platform of the rehearsal: client secret, device code, browser. */
export async function startIdentity({
	state,
	faults,
	latency,
	authority,
	tenantId = defaultSubscriptions[0]?.tenantId ?? '',
	otherTenants = [],
}: IdentityOptions): Promise<IdentityServer> {
	const directory = new Directory(state, tenantId, otherTenants);
	const grants = new Grants(state, directory, new Tokens(state));
	const server = await startHttps({
		certificate: await authority.issue(['127.0.0.1', 'localhost', 'login.microsoftonline.com']),
		faults,
		operation: operationName,
		async handle(request) {
			await latency.pass('signIn', request.signal);
			try {
				if (request.fault?.signIn) {
					throw SignInRefusal.named(request.fault.signIn);
				}

				return await answer(directory, grants, request);
			} catch (error) {
				if (error instanceof SignInRefusal) {
					return error.answer;
				}

				throw error;
			}
		},
	});
	const credentials = ({clientId, clientSecret}: Credentials): Credentials => ({tenantId, clientId, clientSecret});
	return {
		url: server.url,
		owner: credentials(directory.owner),
		reader: credentials(directory.reader),
		log: server.log,
		close: server.close,
	};
}

/** What faults call this request: `identity POST token TENANT`. */
function operationName({method, path}: Request): string {
	const parts = path.split('/');
	return `identity ${method} ${parts.at(-1) ?? ''} ${parts[1] ?? ''}`;
}

async function answer(directory: Directory, grants: Grants, request: Request): Promise<Answer> {
	const match = paths.exec({pathname: request.path});
	const {tenant = '', what = ''} = match?.pathname.groups ?? {};
	const origin = `https://${request.headers['host'] ?? ''}`;
	if (!match) {
		return {status: 404};
	}

	if (what === 'discovery/instance') {
		return {status: 200, body: discovery(request, origin)};
	}

	const tenantId = directory.tenant(tenant);
	if (tenantId === undefined) {
		throw new SignInRefusal(
			400,
			'invalid_tenant',
			90_002,
			`Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
		);
	}

	if (what.endsWith('openid-configuration')) {
		return {status: 200, body: openidConfiguration(origin, tenant, tenantId)};
	}

	const form = new URLSearchParams(request.body);
	if (what.endsWith('devicecode')) {
		return {status: 200, body: grants.begin(form, origin)};
	}

	if (what.endsWith('authorize')) {
		return authorize(grants, request.url.searchParams);
	}

	return {status: 200, headers: {'cache-control': 'no-store'}, body: await grants.token(form, tenantId)};
}

function openidConfiguration(origin: string, tenant: string, tenantId: string): object {
	const base = `${origin}/${tenant}`;
	return {
		issuer: `${origin}/${tenantId}/v2.0`,
		authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
		token_endpoint: `${base}/oauth2/v2.0/token`,
		device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
		end_session_endpoint: `${base}/oauth2/v2.0/logout`,
		jwks_uri: `${base}/discovery/v2.0/keys`,
		response_types_supported: ['code', 'id_token'],
		subject_types_supported: ['pairwise'],
		id_token_signing_alg_values_supported: ['HS256'],
		scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
		token_endpoint_auth_methods_supported: ['client_secret_post'],
		tenant_region_scope: 'NA',
		cloud_instance_name: new URL(origin).host,
	};
}

/** Which host names are this one: asked by clients that don't know it. */
function discovery(request: Request, origin: string): object {
	const {host} = new URL(origin);
	const endpoint = request.url.searchParams.get('authorization_endpoint') ?? `${origin}/common/oauth2/v2.0/authorize`;
	return {
		tenant_discovery_endpoint: endpoint.replace(/oauth2\/v2\.0\/authorize$/, 'v2.0/.well-known/openid-configuration'),
		'api-version': '1.1',
		metadata: [{preferred_network: host, preferred_cache: host, aliases: [host]}],
	};
}

/** The browser's page: in the rehearsal the person agrees at once and is sent back. Only loopback may be the way back. */
function authorize(grants: Grants, query: URLSearchParams): Answer {
	const back = URL.parse(query.get('redirect_uri') ?? '');
	if (!back || !['localhost', '127.0.0.1'].includes(back.hostname)) {
		throw new SignInRefusal(
			400,
			'invalid_request',
			50_011,
			'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
		);
	}

	back.searchParams.set('code', grants.authorize());
	back.searchParams.set('state', query.get('state') ?? '');
	return {status: 302, headers: {location: back.href}};
}
