import * as z from 'zod';
import {severities} from './check.ts';

/** A check as plans and events tell it. */
export const checkSchema = z.object({
	id: z.string(),
	title: z.string(),
	severity: z.enum(severities),
	state: z.enum(['passed', 'failed', 'unknown']),
	evidence: z.string(),
	cause: z.string().optional(),
	fix: z.string().optional(),
	link: z.string().optional(),
	overridable: z.boolean(),
});
