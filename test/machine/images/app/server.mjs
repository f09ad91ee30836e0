// Stands in for the application image, which tests can't have: the documented interface and nothing behind it.
// Health, flags, sign-up, platforms, the socket.io handshake; a table in PostgreSQL, a key in Redis, and a
// value encrypted under AP_ENCRYPTION_KEY, so that a wrong password or key shows as it would in the real one.
import {createCipheriv, createDecipheriv, randomBytes, randomUUID} from 'node:crypto';
import {execFile} from 'node:child_process';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {promisify} from 'node:util';
import {rename} from './name.mjs';
import {redis} from './redis.mjs';

// Where Debian puts the packages of Node.
const {WebSocketServer} = createRequire('/usr/share/nodejs/')('ws');
const run = promisify(execFile);
const environment = process.env;
/** As the image is tagged. Before 0.80 the first sign-up makes the platform too, and the worker is in the same process. */
const version = environment.STAND_IN_VERSION;
const isBeforePm2 = version.startsWith('0.7');

const psql = [
	'-qtAX',
	'-v',
	'ON_ERROR_STOP=1',
	'-h',
	environment.AP_POSTGRES_HOST,
	'-p',
	environment.AP_POSTGRES_PORT,
	'-U',
	environment.AP_POSTGRES_USERNAME,
	'-d',
	environment.AP_POSTGRES_DATABASE,
];
const psqlEnvironment = {...environment, PGPASSWORD: environment.AP_POSTGRES_PASSWORD};

async function sql(query, ...values) {
	const variables = values.flatMap((value, index) => ['-v', `v${index + 1}=${value}`]);
	const child = run('psql', [...psql, ...variables], {env: psqlEnvironment, timeout: 5000});
	child.child.stdin.end(query);
	return (await child).stdout.trim();
}

function encrypt(text) {
	const start = randomBytes(16);
	const cipher = createCipheriv('aes-256-cbc', environment.AP_ENCRYPTION_KEY, start);
	return JSON.stringify({iv: start.toString('hex'), data: cipher.update(JSON.stringify(text), 'utf8', 'hex') + cipher.final('hex')});
}

function decrypt(stored) {
	const {iv, data} = JSON.parse(stored);
	const decipher = createDecipheriv('aes-256-cbc', environment.AP_ENCRYPTION_KEY, Buffer.from(iv, 'hex'));
	return JSON.parse(decipher.update(data, 'hex', 'utf8') + decipher.final('utf8'));
}

async function prepare() {
	if ((await sql('show server_encoding')) !== 'UTF8') {
		throw new Error('the database is not UTF8');
	}

	await sql(`create table if not exists user_identity (id text, email text unique, created timestamptz default now());
		create table if not exists platform (id text, name text);
		create table if not exists app_connection (value text);`);
	if (!(await sql('select value from app_connection'))) {
		await sql("insert into app_connection values (:'v1')", encrypt('connection'));
	}
}

const users = async () => Number(await sql('select count(*) from user_identity'));
const platforms = async () => Number(await sql('select count(*) from platform'));

async function body(request) {
	let text = '';
	for await (const part of request) {
		text += part;
	}

	return text ? JSON.parse(text) : {};
}

const routes = {
	async 'GET /api/v1/health'() {
		await sql('select 1');
		return (await redis('ping')) === 'PONG' ? [200, {status: 'Healthy'}] : [503, {status: 'Unhealthy'}];
	},
	async 'GET /api/v1/flags'() {
		return [
			200,
			{CURRENT_VERSION: version, EDITION: 'ce', PUBLIC_URL: environment.AP_FRONTEND_URL, ...((await users()) > 0 && {USER_CREATED: true})},
		];
	},
	async 'POST /api/v1/authentication/sign-up'(request) {
		const input = await body(request);
		if (['email', 'password', 'firstName', 'lastName', 'trackEvents', 'newsLetter'].some(key => input[key] === undefined)) {
			return [400, {code: 'FST_ERR_VALIDATION'}];
		}

		if ((await platforms()) > 0) {
			return [403, {code: 'INVITATION_ONLY_SIGN_UP'}];
		}

		await sql("insert into user_identity values (:'v1', :'v2')", randomUUID(), input.email);
		if (isBeforePm2) {
			await sql("insert into platform values (:'v1', :'v2')", randomUUID(), input.firstName);
			return [200, {email: input.email, platformId: 'platform', projectId: 'project', token: 'user'}];
		}

		return [200, {email: input.email, platformId: null, projectId: null, token: 'onboarding'}];
	},
	async 'POST /api/v1/authentication/sign-in'() {
		return (await users()) > 0 ? [200, {token: 'onboarding', platformId: null}] : [401, {code: 'INVALID_CREDENTIALS'}];
	},
	async 'POST /api/v1/platforms'(request) {
		if (request.headers.authorization !== 'Bearer onboarding') {
			return [401, {code: 'SESSION_EXPIRED'}];
		}

		const {name} = await body(request);
		await sql("insert into platform values (:'v1', :'v2')", randomUUID(), name);
		return [200, {token: 'user', platformId: 'platform', projectId: 'project'}];
	},
	async 'GET /api/v1/connection'() {
		try {
			return [200, {value: decrypt(await sql('select value from app_connection'))}];
		} catch (error) {
			return [500, {code: error.code}];
		}
	},
	async 'GET /api/v1/me'(request) {
		return [200, {address: request.headers['x-real-ip'], protocol: request.headers['x-forwarded-proto'], host: request.headers.host}];
	},
};

const respond = async (request, response) => {
	const path = request.url.split('?')[0];
	const route = routes[`${request.method} ${path}`];
	const answer = route ? await route(request).catch(() => [503, {status: 'Unhealthy'}]) : undefined;
	response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains; preload');
	if (answer) {
		const text = JSON.stringify(answer[1]);
		response.writeHead(answer[0], {'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text)}).end(text);
	} else if (path.startsWith('/api/')) {
		response.writeHead(404, {'content-type': 'application/json'}).end('{}');
	} else if (path === '/assets/index.js') {
		response.writeHead(200, {'content-type': 'text/javascript'}).end('console.log("stand-in");'.repeat(100));
	} else {
		// As the real one: whatever it doesn't know is the single page.
		response.writeHead(200, {'content-type': 'text/html'}).end('<!doctype html><title>Stand-in</title>');
	}
};

const server = createServer((request, response) => void respond(request, response));
// The real one's framework keeps connections longer than nginx does: nginx ends them, and never meets one just closed.
server.keepAliveTimeout = 72_000;
const sockets = new WebSocketServer({server, path: '/api/socket.io/'});
sockets.on('connection', socket =>
	socket.send(`0{"sid":"${randomUUID()}","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}`),
);
function close() {
	console.log('{"msg":"closing"}');
	sockets.close();
	server.close(() => process.exit(0));
	server.closeAllConnections();
}

process.once('SIGTERM', close);
process.once('SIGINT', close);
if (!isBeforePm2) {
	rename('node /usr/src/app/server');
}

await prepare();
await redis('set', 'stand-in', 'here');
server.listen(80, '0.0.0.0', () => console.log(JSON.stringify({msg: 'listening', version})));
if (isBeforePm2) {
	await import('./worker.mjs');
}
