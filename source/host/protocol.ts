import * as z from 'zod';

/**
 * What the laptop and `wasperctl` on the machine say to each other over SSH.
 *
 * `wasperctl inspect --json`      prints one HostReport.
 * `wasperctl configure`           reads HostSettings as JSON on stdin and keeps them; prints nothing.
 * `wasperctl apply UNIT --json`   prints ApplyEvents, one a line, ending with a result or an error.
 *                                 `--holder WORD` says who asks: while one holder works, others are refused with 75.
 *                                 Unit `owner` reads OwnerInput as JSON on stdin: secrets never stand in argv.
 * `wasperctl VERB …`              operations; plain text for people.
 *
 * Exit codes: 0 done, 1 failed (the error event says why), 2 bad usage, 75 locked by another run.
 */

export const hostUnits = [
	'base',
	'disk',
	'docker',
	'firewall',
	'secrets',
	'images',
	'stack',
	'hardening',
	'timers',
	'tls',
	'owner',
] as const;
export const hostUnit = z.enum(hostUnits);
export type HostUnit = z.infer<typeof hostUnit>;

export const hostOperations = ['start', 'stop', 'restart', 'status', 'logs', 'health', 'stats', 'clean'] as const;
export type HostOperation = (typeof hostOperations)[number];

export const exitLocked = 75;

/** What one unit says of itself. `evidence` is one line; `cause` stands for every state but ok and absent. */
export const unitReport = z.object({
	state: z.enum(['ok', 'absent', 'drifted', 'broken', 'unknown']),
	evidence: z.string(),
	cause: z.string().optional(),
});
export type UnitReport = z.infer<typeof unitReport>;

export const hostSettings = z.object({
	domain: z.string(),
	certificateContact: z.string(),
	acmeDirectory: z.url(),
	/** Public address that the name must point to. */
	address: z.string(),
	/** Release set of assets/releases.json; its default when absent. An existing database keeps its own. */
	release: z.string().optional(),
	/** `lun0` (default), a `/dev/disk/by-…` path, or `none`: data lives on the system disk. */
	dataDisk: z.string().optional(),
	/** Name servers (`host:port`) that speak for the whole DNS; public ones and the zone's own when absent. */
	dnsServers: z.array(z.string()).optional(),
	/** PEM of the root behind a private ACME directory's HTTPS. */
	acmeAuthority: z.string().optional(),
	/** `https://…`: pulls of public images go there first. */
	registryMirror: z.string().optional(),
});
export type HostSettings = z.infer<typeof hostSettings>;

export const hostReport = z.object({
	protocol: z.literal(1),
	/** Version of wasperctl. */
	version: z.string(),
	/** Kernel's boot id: changes at every reboot. */
	bootId: z.string(),
	os: z.string(),
	cloudInit: z.enum(['running', 'done', 'error', 'absent']),
	units: z.record(hostUnit, unitReport),
	/** What the last `configure` said; absent before the first. A run compares it to know whether to configure again. */
	settings: hostSettings.optional(),
	certificate: z.object({issuer: z.string(), expires: z.iso.datetime(), selfSigned: z.boolean()}).optional(),
	app: z.object({version: z.string(), healthy: z.boolean()}).optional(),
	/** E-mail of the first account, when it exists. */
	owner: z.object({email: z.string()}).optional(),
	/** Name, and content, of a file behind port 80 that no other machine has: `/.well-known/acme-challenge/PROBE`. */
	probe: z.string().optional(),
	lock: z.object({holder: z.string(), reason: z.string(), since: z.iso.datetime()}).optional(),
});
export type HostReport = z.infer<typeof hostReport>;

export const ownerInput = z.object({email: z.string(), firstName: z.string(), lastName: z.string(), password: z.string()});
export type OwnerInput = z.infer<typeof ownerInput>;

export const applyEvent = z.discriminatedUnion('type', [
	z.object({type: z.literal('output'), line: z.string()}),
	z.object({type: z.literal('result'), unit: hostUnit, changed: z.boolean(), evidence: z.string()}),
	z.object({
		type: z.literal('error'),
		unit: hostUnit,
		code: z.string(),
		cause: z.string(),
		fix: z.string().optional(),
		evidence: z.array(z.string()).optional(),
	}),
]);
export type ApplyEvent = z.infer<typeof applyEvent>;
