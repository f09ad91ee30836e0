import * as z from 'zod';
import type {SiteChoices} from '../../deployment/choices.ts';
import type {MachinePlan} from '../../plan/plan.ts';
import {planDocument} from './plan-file.ts';

/** A plan for an existing machine, as `plan --host --json` prints it. */
const machinePlanDocument = planDocument.omit({answers: true, plan: true}).extend({
	machine: z.string().describe('As it was named: user@address.'),
	domain: z.string(),
	steps: planDocument.shape.plan.shape.steps,
});

/** The document of a plan for an existing machine. */
export function describeMachinePlan(
	{steps, checks}: MachinePlan,
	machine: string,
	{domain}: Pick<SiteChoices, 'domain'>,
	version: string,
	made: Date,
): z.infer<typeof machinePlanDocument> {
	return machinePlanDocument.parse({tool: 'create-wasper-azure', version, made: made.toISOString(), machine, domain, steps, checks});
}

/** JSON schema of such a plan. */
export function machinePlanJsonSchema(): Record<string, unknown> {
	return {
		$id: 'wasper-machine-plan',
		title: 'A plan of create-wasper-azure for an existing machine',
		...z.toJSONSchema(machinePlanDocument),
	};
}
