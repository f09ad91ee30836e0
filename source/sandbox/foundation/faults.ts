import {readFile} from 'node:fs/promises';
import * as z from 'zod';
import refusals from '../../../assets/sandbox/sign-in-refusals.json' with {type: 'json'};
import {fileFailure} from '../../errors/file-failure.ts';
import {UsageError} from '../../errors/kinds.ts';

const effects = {
	answer: z
		.strictObject({
			status: z.int().min(100).max(599),
			body: z.unknown().optional().describe('JSON, or text to send as it is'),
			headers: z.record(z.string(), z.string()).optional(),
		})
		.describe('answer the request with this instead of doing it'),
	failure: z
		.strictObject({
			code: z.string(),
			message: z.string(),
			details: z.array(z.record(z.string(), z.unknown())).optional(),
			evidence: z.array(z.string()).optional().describe('host apply: the last lines of the program that failed'),
		})
		.describe('begin the work, then let it fail: a long-running operation ends Failed with this error'),
	throttle: z
		.strictObject({retryAfter: z.int().min(1).optional().describe('seconds; absent sends 429 without Retry-After')})
		.describe('answer 429'),
	drop: z.literal(true).describe('close the connection without an answer'),
	lost: z.literal(true).describe('do what is asked, then close the connection without the answer'),
	refuse: z.literal(true).describe('refuse the connection; for `ssh login` the key'),
	silent: z.literal(true).describe('take the connection and say nothing'),
	banner: z.string().describe('ssh connect: say this instead of what an SSH server says first'),
	signIn: z
		.string()
		.refine(name => name === 'ended' || name in refusals, `one of ended, ${Object.keys(refusals).join(', ')}`)
		.describe(
			'`azure …`: `ended` revokes all tokens given out so far; `identity …`: the sign-in service refuses, by its AADSTS number or OAuth word',
		),
	hostKey: z.literal('other').describe('show another SSH host key than the machine was given'),
	delay: z.number().min(0).max(3_600_000).describe('wait this many milliseconds first; alone, the request is then done as usual'),
};

/** First words of every operation: the stand-ins, and the faces of the machine. */
const planes = ['azure', 'identity', 'prices', 'cloudflare', 'dns', 'acme', 'my-ip', 'ssh', 'host', 'site', '*'];
const names = Object.keys(effects) as Array<keyof typeof effects>;

/** One thing that goes wrong, when, and how. */
export const faultSchema = z
	.strictObject({
		operation: z
			.string()
			.refine(operation => planes.includes(operation.trim().split(' ')[0] ?? ''), `begins with one of ${planes.join(', ')}`)
			.describe(
				'which operation: its first words, `*` for anything. ' +
					'`azure PUT virtualMachines`, `azure POST virtualMachines/start`, `azure POST providers/register`, `azure GET operations`, ' +
					'`identity POST token`, `identity POST token TENANT`, `prices`, `cloudflare POST dns_records`, `dns query`, `acme new-order`, `ssh connect`, `ssh login`, `ssh hostkey`, `host apply tls`',
			),
		nth: z.int().min(1).default(1).describe('the first occurrence that fails, counted from the start of this process'),
		times: z
			.union([z.int().min(1), z.literal('always')])
			.default(1)
			.describe('how many occurrences fail from there'),
		...z.strictObject(effects).partial().shape,
	})
	.refine(fault => names.some(name => fault[name] !== undefined), `name what happens: one of ${names.join(', ')}`)
	.refine(
		fault => names.filter(name => name !== 'delay' && fault[name] !== undefined).length <= 1,
		'name one thing that happens (besides a delay)',
	);

/** The file that `--sandbox-faults` names. */
export const faultsSchema = z.strictObject({faults: z.array(faultSchema)});

export type Fault = z.infer<typeof faultSchema>;

/** Faults still to come. Every occurrence of an operation is counted by `take`. */
export class Faults {
	readonly #entries: Array<{fault: Fault; pattern: RegExp; seen: number}>;

	constructor(faults: Array<z.input<typeof faultSchema>> = []) {
		this.#entries = faults.map(input => {
			const fault = faultSchema.parse(input);
			return {fault, pattern: operationPattern(fault.operation), seen: 0};
		});
	}

	/** Faults of a JSON file, none without one. Throws a UsageError that names the place inside the file. */
	static async load(file?: string): Promise<Faults> {
		if (!file) {
			return new Faults();
		}

		let content: unknown;
		try {
			content = JSON.parse(await readFile(file, 'utf8'));
		} catch (error) {
			throw badFile(file, [fileFailure(error)?.reason ?? 'it is not valid JSON'], error);
		}

		const parsed = faultsSchema.safeParse(content);
		if (!parsed.success) {
			const lines = parsed.error.issues.map(issue => `${z.core.toDotPath(issue.path) || 'the file'}: ${issue.message}`);
			throw badFile(file, lines, parsed.error);
		}

		return new Faults(parsed.data.faults);
	}

	/** Counts this occurrence of `operation`; gives the fault that befalls it, if any. */
	take(operation: string): Fault | undefined {
		let taken: Fault | undefined;
		for (const entry of this.#entries) {
			if (!entry.pattern.test(operation)) {
				continue;
			}

			entry.seen += 1;
			const {nth, times} = entry.fault;
			const last = times === 'always' ? Infinity : nth + times - 1;
			if (entry.seen >= nth && entry.seen <= last) {
				taken ??= entry.fault;
			}
		}

		return taken;
	}
}

/** Matches operations that begin with the words of `pattern`. */
function operationPattern(pattern: string): RegExp {
	const source = pattern
		.trim()
		.split('*')
		.map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
		.join('.*');
	return new RegExp(`^${source}(?:$|[ /])`, 'i');
}

function badFile(file: string, lines: string[], cause: unknown): UsageError {
	return new UsageError(
		{
			code: 'sandbox.faults',
			cause: `The faults in ${file} can't be used: ${lines[0] ?? 'it is unreadable'}.`,
			outcome: 'The sandbox was not started.',
			next: 'Correct the file and start again.',
			...(lines.length > 1 && {evidence: lines}),
		},
		{cause},
	);
}
