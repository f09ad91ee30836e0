import * as z from 'zod';
import type {Question} from '../deployment/question.ts';

/** A question in the middle of a run, as events tell it: every face can show it. */
export const question = z.object({
	id: z.string(),
	text: z.string(),
	choices: z.array(z.object({value: z.string(), label: z.string()})),
	agreed: z.string().optional().describe('The answer of an operator who has approved a plan that says so.'),
	fallback: z.string().describe('The answer when nobody can be asked.'),
}) satisfies z.ZodType<Question>;

export type {Question} from '../deployment/question.ts';
