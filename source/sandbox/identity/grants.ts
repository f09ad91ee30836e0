import {randomBytes, randomUUID} from 'node:crypto';
import type {State, Table} from '../foundation/state.ts';
import type {Directory} from './directory.ts';
import {publicClient} from './directory.ts';
import {SignInRefusal} from './errors.ts';
import type {Principal, Tokens} from './tokens.ts';

const tokenLife = 3600;
const deviceLife = 900;

/** A sign-in by device that waits for its approval. */
interface DeviceSignIn {
	userCode: string;
	/** Milliseconds since 1970. */
	expires: number;
	polls: number;
}

/** The ways to a token. */
export class Grants {
	readonly #devices: Table<DeviceSignIn>;
	/** Refresh tokens, each with the session that it belongs to. */
	readonly #sessions: Table<string>;
	readonly #codes = new Set<string>();

	constructor(
		state: State,
		private readonly directory: Directory,
		private readonly tokens: Tokens,
	) {
		this.#devices = state.table('identity-devices');
		this.#sessions = state.table('identity-sessions');
	}

	/** The token endpoint of a tenant. Throws a SignInRefusal. */
	async token(form: URLSearchParams, tenantId: string): Promise<object> {
		const scope = form.get('scope') ?? '';
		switch (form.get('grant_type')) {
			case 'client_credentials': {
				return this.#clientCredentials(form, scope);
			}

			case 'urn:ietf:params:oauth:grant-type:device_code':
			case 'device_code': {
				return this.#device(form, tenantId);
			}

			case 'authorization_code': {
				return this.#authorizationCode(form, tenantId);
			}

			case 'refresh_token': {
				return this.#refresh(form, tenantId);
			}

			default: {
				throw new SignInRefusal(
					400,
					'unsupported_grant_type',
					70_003,
					`The app requested an unsupported grant type '${form.get('grant_type') ?? ''}'.`,
				);
			}
		}
	}

	/** Begins a sign-in by device: what the person has to type, and where. */
	begin(form: URLSearchParams, origin: string): object {
		checkClient(form.get('client_id') ?? '');
		const deviceCode = randomBytes(24).toString('base64url');
		const userCode = randomBytes(5).toString('hex').slice(0, 9).toUpperCase();
		this.#devices.set(deviceCode, {userCode, expires: Date.now() + deviceLife * 1000, polls: 0});
		return {
			user_code: userCode,
			device_code: deviceCode,
			verification_uri: `${origin}/device`,
			expires_in: deviceLife,
			interval: 1,
			message: `To sign in, use a web browser to open the page ${origin}/device and enter the code ${userCode} to authenticate. In the rehearsal this happens by itself.`,
		};
	}

	/** A code for the browser's way back to the tool. */
	authorize(): string {
		const code = randomUUID();
		this.#codes.add(code);
		return code;
	}

	async #clientCredentials(form: URLSearchParams, scope: string): Promise<object> {
		const clientId = form.get('client_id') ?? '';
		const principal = this.directory.find(clientId);
		if (!principal) {
			throw new SignInRefusal(
				400,
				'unauthorized_client',
				700_016,
				`Application with identifier '${clientId}' was not found in the directory 'Rehearsal directory'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
			);
		}

		if (form.get('client_secret') !== principal.clientSecret) {
			throw new SignInRefusal(
				401,
				'invalid_client',
				7_000_215,
				`Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
			);
		}

		if (!scope.endsWith('/.default')) {
			throw new SignInRefusal(
				400,
				'invalid_scope',
				1_002_012,
				`The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
			);
		}

		return {token_type: 'Bearer', expires_in: tokenLife, ext_expires_in: tokenLife, access_token: await this.#access(principal, clientId)};
	}

	/** The first question hears that the person is not done yet; the second one finds them signed in. */
	async #device(form: URLSearchParams, tenantId: string): Promise<object> {
		const code = form.get('device_code') ?? '';
		const device = this.#devices.get(code);
		if (!device) {
			throw new SignInRefusal(400, 'bad_verification_code', 70_019, 'Verification code expired or unknown.');
		}

		if (device.expires < Date.now()) {
			throw new SignInRefusal(
				400,
				'expired_token',
				70_020,
				'The provided value for the input parameter device_code is not valid. This device code has expired.',
			);
		}

		this.#devices.set(code, {...device, polls: device.polls + 1});
		if (device.polls === 0) {
			throw new SignInRefusal(
				400,
				'authorization_pending',
				70_016,
				'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
			);
		}

		this.#devices.delete(code);
		return this.#personTokens(form, tenantId);
	}

	/** A session goes on until it is revoked. */
	async #refresh(form: URLSearchParams, tenantId: string): Promise<object> {
		const session = this.#sessions.get(form.get('refresh_token') ?? '');
		if (session === undefined) {
			throw new SignInRefusal(400, 'invalid_grant', 9_002_313, 'Invalid request. Request is malformed or invalid.');
		}

		if (session !== this.tokens.session) {
			throw SignInRefusal.named('50173');
		}

		return this.#personTokens(form, tenantId);
	}

	async #authorizationCode(form: URLSearchParams, tenantId: string): Promise<object> {
		if (!this.#codes.delete(form.get('code') ?? '')) {
			throw new SignInRefusal(400, 'invalid_grant', 70_008, 'The provided authorization code or refresh token has expired or is unknown.');
		}

		return this.#personTokens(form, tenantId);
	}

	async #personTokens(form: URLSearchParams, tenantId: string): Promise<object> {
		const clientId = form.get('client_id') ?? '';
		checkClient(clientId);
		const person = {...this.directory.person, tenantId};
		const refreshToken = randomBytes(24).toString('base64url');
		this.#sessions.set(refreshToken, this.tokens.session);
		const identity = {aud: clientId, preferred_username: person.name, name: 'Rehearsal', ver: '2.0'};
		return {
			token_type: 'Bearer',
			scope: form.get('scope') ?? '',
			expires_in: tokenLife,
			ext_expires_in: tokenLife,
			access_token: await this.#access(person, clientId),
			refresh_token: refreshToken,
			id_token: await this.tokens.issue(person, tokenLife, identity),
			client_info: Buffer.from(JSON.stringify({uid: person.objectId, utid: this.directory.tenantId})).toString('base64url'),
		};
	}

	async #access(principal: Principal, clientId: string): Promise<string> {
		return this.tokens.issue(principal, tokenLife, {appid: clientId});
	}
}

function checkClient(clientId: string): void {
	if (clientId !== publicClient) {
		throw new SignInRefusal(
			400,
			'unauthorized_client',
			700_016,
			`Application with identifier '${clientId}' was not found in the directory 'Rehearsal directory'.`,
		);
	}
}
