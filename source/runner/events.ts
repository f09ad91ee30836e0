import * as z from 'zod';
import {planes} from '../deployment/planes.ts';
import {checkSchema} from '../plan/check-schema.ts';
import {findingSchema} from '../plan/finding-schema.ts';
import {question} from '../steps/question.ts';

/** The one event stream that every reporter shows: checklist, plain lines, NDJSON, log file. */

const plane = z.enum(planes);
const explanation = z.object({
	code: z.string(),
	cause: z.string(),
	outcome: z.string().optional(),
	next: z.string().optional(),
	evidence: z.array(z.string()).optional(),
	link: z.string().optional(),
	shortage: z.enum(['size', 'family', 'region']).optional().describe('What Azure has no capacity for; another one would help.'),
});
const stepInfo = z.object({id: z.string(), title: z.string(), plane, needs: z.array(z.string()), typicalSeconds: z.number()});

/** How a step ended: `kept` was already right, `created` was absent, `changed` was drifted or broken, `left` is not right and was not changed. */
export const stepOutcome = z.enum(['kept', 'created', 'changed', 'removed', 'skipped', 'left']);

export const summary = z.object({
	url: z.string(),
	owner: z.string(),
	/** Where secrets are kept: place and what is there, never the secret. */
	secrets: z.array(z.object({what: z.string(), where: z.string()})),
	/** A month in `currency`, and what it may be; absent for a machine that is not ours to pay. */
	monthly: z.number().optional(),
	currency: z.string().optional(),
	/** `live`, `rehearsal`, or `snapshot YYYY-MM-DD` when the price list did not answer. */
	priceSource: z.string().optional(),
	budget: z.number().optional(),
	planes: z.array(z.object({plane, seconds: z.number()})),
	next: z.array(z.string()),
	sandbox: z.boolean(),
});

/** A resource in Azure, in DNS or on this computer; `note` says what goes with it, or why it is kept. */
const resource = z.object({id: z.string(), kind: z.string(), name: z.string(), note: z.string().optional()});

/** How a teardown ended. */
export const removal = z.object({
	removed: z.array(resource),
	kept: z.array(resource),
	left: z.array(resource).describe('What of ours was still found when everything was listed again.'),
});

/** How a program speaks of itself, in whole phrases; no reporter knows which programs there are. */
const words = z.object({
	doing: z.string().describe('Setting up Wasper at wasper.example.com'),
	rehearsal: z.string().describe('What a rehearsal does not really do, in one sentence.'),
	done: z.string().describe('Wasper answers at https://wasper.example.com'),
	nothing: z.string().describe('Said instead when nothing had to be done.'),
});

const base = {time: z.iso.datetime(), run: z.string()};
export const runEvent = z.discriminatedUnion('type', [
	z.object({
		...base,
		type: z.literal('run.started'),
		program: z.string().describe('What the run does: setup, teardown …'),
		words,
		version: z.string(),
		domain: z.string(),
		sandbox: z.boolean(),
		steps: z.array(stepInfo),
	}),
	z.object({
		...base,
		type: z.literal('preflight.checked'),
		checks: z.array(checkSchema).describe('What was checked before the first change; alone where a check stops the run.'),
		overridden: z.array(z.string()).describe('Ids of failed checks that the operator overrides.'),
	}),
	z.object({
		...base,
		type: z.literal('removal.planned'),
		toRemove: z.array(resource).describe('What the teardown that begins now is going to remove.'),
		toKeep: z.array(resource),
	}),
	z.object({...base, type: z.literal('step.waiting'), step: z.string(), for: z.array(z.string())}),
	z.object({...base, type: z.literal('step.started'), step: z.string(), action: z.enum(['inspect', 'apply', 'remove'])}),
	z.object({...base, type: z.literal('step.inspected'), step: z.string(), evidence: z.string(), findings: z.array(findingSchema)}),
	z.object({...base, type: z.literal('step.output'), step: z.string(), line: z.string()}),
	z.object({...base, type: z.literal('step.retrying'), step: z.string(), attempt: z.number(), cause: z.string(), seconds: z.number()}),
	z.object({...base, type: z.literal('step.finished'), step: z.string(), outcome: stepOutcome, evidence: z.string(), seconds: z.number()}),
	z.object({...base, type: z.literal('step.failed'), step: z.string(), error: explanation, seconds: z.number()}),
	z.object({
		...base,
		type: z.literal('step.abandoned'),
		step: z.string(),
		cause: z.string().describe('Not started or not finished, because another step failed or the operator stopped the run.'),
	}),
	z.object({...base, type: z.literal('question.asked'), question}),
	z.object({...base, type: z.literal('question.answered'), question: z.string(), answer: z.string()}),
	z.object({
		...base,
		type: z.literal('run.changed'),
		region: z.string(),
		size: z.string(),
		reason: z.string().describe('The operator chose another machine during the run: every step is inspected again.'),
	}),
	z.object({...base, type: z.literal('run.stopping'), reason: z.string()}),
	z.object({
		...base,
		type: z.literal('run.finished'),
		outcome: z.enum(['done', 'failed', 'cancelled']),
		exitCode: z.number(),
		seconds: z.number(),
		summary: summary.optional(),
		removal: removal.optional(),
		error: explanation.optional(),
	}),
	z.object({...base, type: z.literal('operation.started'), operation: z.string(), version: z.string()}),
	z.object({
		...base,
		type: z.literal('operation.output'),
		line: z.string(),
		aside: z.boolean().describe('From this tool, or from stderr of the machine; the rest is its output.'),
	}),
	z.object({
		...base,
		type: z.literal('debug.request'),
		method: z.string(),
		url: z.string().describe('Without the query.'),
		status: z.number().optional().describe('Absent when there was no answer.'),
		requestId: z.string().optional(),
		seconds: z.number(),
		failure: z.string().optional(),
	}),
	z.object({...base, type: z.literal('debug.command'), command: z.string(), code: z.number().nullable(), seconds: z.number()}),
	z.object({...base, type: z.literal('debug.error'), stack: z.string()}),
	z.object({
		...base,
		type: z.literal('operation.finished'),
		outcome: z.enum(['done', 'failed', 'cancelled']),
		exitCode: z.number(),
		seconds: z.number(),
		error: explanation.optional(),
	}),
]);

export type {Question} from '../steps/question.ts';
export type StepFinding = z.infer<typeof findingSchema>;
export type Words = z.infer<typeof words>;
export type StepOutcome = z.infer<typeof stepOutcome>;
export type Summary = z.infer<typeof summary>;
export type RemovalSummary = z.infer<typeof removal>;
export type StepInfo = z.infer<typeof stepInfo>;
export type RunEvent = z.infer<typeof runEvent>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An event before the bus stamps it with time and run. */
export type UnstampedEvent = DistributiveOmit<RunEvent, 'time' | 'run'>;
