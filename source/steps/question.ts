import * as z from 'zod';

/** A question in the middle of a run: every face can show it, and `fallback` answers where nobody can be asked. */
export const question = z.object({
	id: z.string(),
	text: z.string(),
	choices: z.array(z.object({value: z.string(), label: z.string()})),
	agreed: z.string().optional().describe('The answer of an operator who has approved a plan that says so.'),
	fallback: z.string().describe('The answer when nobody can be asked.'),
});

export type Question = z.infer<typeof question>;
