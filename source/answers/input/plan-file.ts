import * as z from 'zod';
import {checkSchema} from '../../plan/check-schema.ts';
import {findingSchema} from '../../plan/finding-schema.ts';
import {plannedActions, type Preview} from '../../plan/plan.ts';
import {ActionError, UsageError} from '../../errors/kinds.ts';
import type {Given, Answered} from '../answers.ts';
import {isSecretKey, questionKeys, typedAnswer, type QuestionKey} from '../questions.ts';

/** Answers that are not part of a plan because they belong to its user: secrets and the sign-in method. */
export function isPersonal(key: QuestionKey): boolean {
	return isSecretKey(key) || key === 'signIn';
}

const step = z.object({
	step: z.string(),
	title: z.string(),
	plane: z.string(),
	action: z.enum(plannedActions),
	awaits: z.array(z.string()).optional().describe('Steps that must be right before it can be looked at.'),
	evidence: z.string().describe('What was seen.'),
	findings: z.array(findingSchema).describe('Everything that is not right; empty for a step that is kept.'),
});
const billLine = z.looseObject({title: z.string(), monthly: z.number().optional(), source: z.string()});

const saving = z.object({
	id: z.string(),
	title: z.string(),
	monthly: z.number().describe('Saved a month.'),
	comfort: z.string().describe('What is given up for it.'),
	how: z.string().describe('The flag that chooses it, or where to get it.'),
});

/** A plan as `plan --json` prints it and `plan --out` saves it. */
export const planDocument = z.object({
	tool: z.literal('create-wasper-azure'),
	version: z.string().describe('Version of the tool that created it.'),
	made: z.iso.datetime(),
	answers: z.record(z.string(), z.string()).describe('As in an answers file; never a secret.'),
	plan: z.object({
		steps: z.array(step),
		bill: z.looseObject({lines: z.array(billLine), currency: z.string(), savings: z.array(saving), remark: z.string().optional()}),
		budget: z.number(),
		budgetCurrency: z.string(),
		hash: z.string().describe('Over answers and steps: plans with one hash do the same to the same world.'),
	}),
	checks: z.array(checkSchema),
});
export type PlanDocument = z.infer<typeof planDocument>;

/** The document of a plan that was just created. */
export function describePlan(answered: Partial<Answered>, preview: Preview, version: string, made: Date): PlanDocument {
	const answers = questionKeys.filter(key => !isPersonal(key)).map(key => [key, typedAnswer(key, answered)] as const);
	return planDocument.parse({
		tool: 'create-wasper-azure',
		version,
		made: made.toISOString(),
		answers: Object.fromEntries(answers),
		...preview,
	});
}

/**
 * A saved plan, from the JSON in its file. Throws a UsageError when it is none, and an ActionError when another version made it:
 * that one may do other things for the same answers.
 */
export function parsePlan(json: unknown, path: string, version: string): PlanDocument {
	const parsed = planDocument.safeParse(json);
	if (!parsed.success) {
		throw new UsageError({
			code: 'plan.file',
			cause: `${path} is not a plan of create-wasper-azure.`,
			outcome: 'Nothing was changed.',
			next: 'Create one with: create-wasper-azure plan --out FILE',
			evidence: parsed.error.issues.slice(0, 5).map(issue => `${issue.path.join('.')}: ${issue.message}`),
		});
	}

	if (parsed.data.version !== version) {
		throw new ActionError({
			code: 'plan.version',
			cause: `The plan was created by version ${parsed.data.version}, and this is ${version}, which may act differently.`,
			outcome: 'Nothing was changed.',
			next: 'Create it again with this version: create-wasper-azure plan --out FILE',
		});
	}

	return parsed.data;
}

/** The plan's answers, with those of its user: from the environment and the files of secrets. */
export function givenByPlan({answers}: PlanDocument, path: string, personal: Given): Given {
	const given: Given = {answers: {}, origins: {}};
	for (const key of questionKeys) {
		const answer = isPersonal(key) ? personal.answers[key] : answers[key];
		if (answer !== undefined) {
			Object.assign(given.answers, {[key]: answer});
			given.origins[key] = (isPersonal(key) ? personal.origins[key] : undefined) ?? `${key} in ${path}`;
		}
	}

	return given;
}

/** JSON schema of a plan, for the build to publish. */
export function planJsonSchema(): Record<string, unknown> {
	return {title: 'create-wasper-azure plan', ...z.toJSONSchema(planDocument)};
}
