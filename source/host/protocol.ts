import * as z from 'zod';

/**
 * The protocol between this computer and `wasperctl` on the machine, over SSH.
 *
 * `wasperctl inspect --json`      prints one HostReport.
 * `wasperctl remove --dry-run --json` prints a list of HostResources.
 * `wasperctl configure`           reads HostSettings as JSON on stdin and stores them; prints nothing.
 * `wasperctl apply UNIT --json`   prints ApplyEvents, one per line, the last one a result or an error.
 *                                 `--holder NAME` names the run: while one holder has the lock, others exit with 75.
 *                                 Unit `owner` reads OwnerInput as JSON on stdin: secrets are never in argv.
 * `wasperctl VERB …`              operations; plain text for people.
 *
 * All but operations are sent with `--protocol VERSION`. A program of another version does nothing: it prints a
 * ProgramHeader and exits with 76. Programs from before version 2 do not know the option and exit with 2.
 *
 * Exit codes: 0 done, 1 failed (the error event says why), 2 invalid usage, 75 locked by another run, 76 another protocol.
 */
export const protocolVersion = 2;

/** What a program of any version from 2 on says of itself. */
export const programHeader = z.object({protocol: z.number(), version: z.string()});

/** In the order in which a first run applies them. */
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

export const exitUsage = 2;
export const exitLocked = 75;
export const exitProtocol = 76;

/** One thing that is wrong with a unit. */
export const unitFinding = z.object({
	/** Stable: `host.disk.nearly-full`. */
	code: z.string(),
	state: z.enum(['absent', 'drifted', 'broken', 'unknown']),
	/** What was seen, in a few words. */
	evidence: z.string(),
	/** A sentence; left out for what is simply absent. */
	cause: z.string().optional(),
	/** What the operator must do, where `apply` cannot repair it alone. */
	fix: z.string().optional(),
});
export type UnitFinding = z.infer<typeof unitFinding>;

/** What was seen of one unit, in one line, and everything that is wrong with it: without findings it is in order. */
export const unitReport = z.object({evidence: z.string(), findings: z.array(unitFinding)});
export type UnitReport = z.infer<typeof unitReport>;

export const hostSettings = z.object({
	domain: z.string(),
	certificateContact: z.string(),
	acmeDirectory: z.url(),
	/** Public address that the domain must resolve to. */
	address: z.string(),
	/** Release set of assets/releases.json; its default when absent. An existing database keeps its own. */
	release: z.string().optional(),
	/** `lun0` (default) or another LUN, a `/dev/disk/by-…` path, or `none`: data lives on the system disk. */
	dataDisk: z.string().optional(),
	/** Name servers (`host:port`) to ask instead of public ones and the zone's own. */
	dnsServers: z.array(z.string()).optional(),
	/** PEM of the root behind a private ACME directory's HTTPS. */
	acmeAuthority: z.string().optional(),
	/** `https://…`: Docker pulls public images from there first. */
	registryMirror: z.string().optional(),
});
export type HostSettings = z.infer<typeof hostSettings>;

export const hostReport = z.object({
	protocol: z.literal(protocolVersion),
	/** Version of wasperctl. */
	version: z.string(),
	/** Kernel's boot id: changes at every reboot. */
	bootId: z.string(),
	os: z.string(),
	cloudInit: z.enum(['running', 'done', 'error', 'absent']),
	units: z.record(hostUnit, unitReport),
	/** What the last `configure` stored; absent before the first. A run compares it to know whether to configure again. */
	settings: hostSettings.optional(),
	/** Release set that the existing database belongs to; absent without a database. */
	release: z.string().optional(),
	certificate: z.object({issuer: z.string(), expires: z.iso.datetime(), selfSigned: z.boolean()}).optional(),
	app: z.object({version: z.string(), healthy: z.boolean()}).optional(),
	/** Email address of the first account, if it exists. */
	owner: z.object({email: z.string()}).optional(),
	/** Name and content of a file on port 80 that no other machine has: `/.well-known/acme-challenge/PROBE`. */
	probe: z.string().optional(),
	lock: z.object({holder: z.string(), reason: z.string(), since: z.iso.datetime()}).optional(),
});
export type HostReport = z.infer<typeof hostReport>;

/** Something that exists on the machine because of Wasper; `keptBecause` says why `wasperctl remove` keeps it. */
export const hostResource = z.object({kind: z.string(), name: z.string(), keptBecause: z.string().optional()});
export type HostResource = z.infer<typeof hostResource>;

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
