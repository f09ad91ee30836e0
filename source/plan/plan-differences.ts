import type {PlannedStep} from './plan.ts';

/** What of a planned step decides what a run does. */
export type DecidedStep = Pick<PlannedStep, 'step' | 'action'> & {
	findings: ReadonlyArray<{
		code: string;
		blocked?: string | undefined;
		changes?: ReadonlyArray<{property: string; from?: string | undefined; to?: string | undefined}> | undefined;
	}>;
};

/**
 * Where something else would be done now than was planned, a line a step: `azure.firewall: keep, now change (rule allow-ssh …)`.
 * What no longer needs to be done is no difference.
 */
export function planDifferences(planned: readonly DecidedStep[], now: readonly DecidedStep[]): string[] {
	const ids = new Set([...planned, ...now].map(({step}) => step));
	return [...ids].flatMap(id => {
		const [before, after] = [planned, now].map(steps => steps.find(({step}) => step === id));
		return after?.action === 'keep' || describe(before) === describe(after) ? [] : [`${id}: ${describe(before)}, now ${describe(after)}`];
	});
}

function describe(step: DecidedStep | undefined): string {
	if (!step) {
		return 'not planned';
	}

	const changes = step.findings
		.flatMap(finding => finding.changes ?? [])
		.map(({property, from, to}) => `${property} ${from ?? 'nothing'} → ${to ?? 'nothing'}`);
	return changes.length > 0 ? `${step.action} (${changes.join('; ')})` : step.action;
}
