import * as z from 'zod';
import {findingStates} from './finding.ts';

/** A finding as events and saved plans tell it. */
export const findingSchema = z.object({
	code: z.string(),
	state: z.enum(findingStates),
	evidence: z.string(),
	cause: z.string().optional(),
	fix: z.string().optional().describe('What a run does about it.'),
	changes: z.array(z.object({property: z.string(), from: z.string().optional(), to: z.string().optional()})).optional(),
	downtime: z.number().optional().describe('Seconds for which Wasper does not answer.'),
	dataRisk: z.string().optional(),
	replace: z.boolean().optional(),
	blocked: z.string().optional().describe('What the operator must do first: until then a run stops at this step.'),
	costDelta: z.number().optional().describe('A month, in the currency of the bill.'),
});
