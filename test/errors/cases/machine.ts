import {type Case, lines} from '../case.ts';

const pull = (what: string, line: string): Case =>
	lines('images', what, 'IMAGE_PULL_FAILED', 'The images of app could not be pulled.', [`activepieces/activepieces:0.85.2: ${line}`]);
const stack = (what: string, ...evidence: string[]): Case =>
	lines('stack', what, 'STACK_FAILED', 'The stack could not be started.', evidence);
const unhealthy = (part: string, what: string, ...evidence: string[]): Case =>
	lines('stack', what, 'STACK_UNHEALTHY', `${part} did not become healthy (running/unhealthy).`, evidence);
const registry = 'Error response from daemon: Get "https://registry-1.docker.io/v2/":';

const ssh = (what: string, fault: Omit<Case['fault'], 'operation'>, operation = 'ssh connect'): Case => ({
	code: `SSH ${what}`,
	shape: 'connection',
	fault: {operation, times: 'always', ...fault},
});

export const sshCases: Case[] = [
	ssh('reset', {refuse: true}),
	ssh('silent', {silent: true}),
	ssh('other banner', {banner: 'HTTP/1.1 400 Bad Request\r\n\r\n'}),
	ssh('key refused', {refuse: true}, 'ssh login'),
	ssh('other host key', {hostKey: 'other'}, 'ssh hostkey'),
];

export const dockerCases: Case[] = [
	pull(
		'Docker pull limit',
		'Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
	),
	pull('Docker disk full', 'failed to register layer: write /usr/lib/x: no space left on device'),
	pull(
		'Docker manifest',
		'Error response from daemon: manifest for activepieces/activepieces:0.85.2 not found: manifest unknown: manifest unknown',
	),
	pull('Docker platform', 'no matching manifest for linux/arm64/v8 in the manifest list entries'),
	pull(
		'Docker denied',
		"Error response from daemon: pull access denied for activepieces/activepieces, repository does not exist or may require 'docker login'",
	),
	pull('Docker certificate', `${registry} tls: failed to verify certificate: x509: certificate signed by unknown authority`),
	pull('Docker registry away', `${registry} dial tcp: lookup registry-1.docker.io: no such host`),
	pull('Docker damaged layer', 'filesystem layer verification failed for digest sha256:0000'),
	stack('Docker stopped', 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'),
	stack('Docker permission', 'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock'),
	stack(
		'Docker network taken',
		'failed to create network wasper_default: Error response from daemon: Pool overlaps with other one on this address space',
	),
	stack(
		'Docker name',
		'Error response from daemon: Conflict. The container name "/wasper-app" is already in use by container "0123". You have to remove (or rename) that container to be able to reuse that name.',
	),
	stack(
		'Docker port',
		'Error response from daemon: failed to set up container networking: driver failed programming external connectivity: failed to bind host port for 0.0.0.0:80: address already in use',
	),
	stack(
		'Docker runtime',
		'Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed',
	),
	pull('Docker unknown', 'Something that nobody has seen yet.'),
];

export const appCases: Case[] = [
	unhealthy('app', 'app key missing', 'Error: AP_ENCRYPTION_KEY is missing or invalid'),
	unhealthy('app', 'app other key', 'Error: error:1C800064:Provider routines::bad decrypt', "code: 'ERR_OSSL_BAD_DECRYPT'"),
	unhealthy('app', 'app JWT secret', 'Error: System property AP_JWT_SECRET is not defined'),
	unhealthy('app', 'app database password', 'error: password authentication failed for user "postgres"', "code: '28P01'"),
	unhealthy(
		'app',
		'app Redis password',
		'[ioredis] Unhandled error event: ReplyError: WRONGPASS invalid username-password pair or user is disabled.',
	),
	unhealthy('app', 'app newer database', 'QueryFailedError: column platform.smtp does not exist'),
	unhealthy(
		'postgres',
		'database version',
		'FATAL:  database files are incompatible with server',
		'DETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible with this version 14.13.',
	),
	unhealthy('postgres', 'database damaged', 'PANIC:  could not locate a valid checkpoint record at 0/1A2B3C4'),
	unhealthy(
		'redis',
		'Redis log damaged',
		'Bad file format reading the append only file appendonly.aof.1.incr.aof: make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>',
	),
	unhealthy('app', 'app memory', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'),
	unhealthy('app', 'app database away', 'Error: getaddrinfo ENOTFOUND postgres'),
	unhealthy('nginx', 'nginx certificate', 'nginx: [emerg] cannot load certificate "/etc/nginx/ssl/cert.pem": BIO_new_file() failed'),
	unhealthy('nginx', 'nginx upstream', 'nginx: [emerg] host not found in upstream "app:80" in /etc/nginx/wasper/site.conf:12'),
	lines('owner', 'app owner exists', 'OWNER_REFUSED', "The application refused the owner's account (403 INVITATION_ONLY_SIGN_UP).", []),
	lines('owner', 'app owner refused', 'OWNER_REFUSED', "The application refused the owner's account (400 FST_ERR_VALIDATION).", []),
	lines('owner', 'app owner busy', 'APP_BUSY', 'The application did not answer (503), so the account could not be created.', []),
	unhealthy('app', 'app unknown', 'Something that nobody has seen yet.'),
];
