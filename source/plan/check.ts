/** How much a failed check weighs: `must` stops a run, `should` is a warning, `note` is worth knowing. */
export const severities = ['must', 'should', 'note'] as const;
export type Severity = (typeof severities)[number];

/** What one question asked before the first change found out. */
export interface Check {
	/** Stable name, such as `azure.quota`; `--override` takes it. */
	id: string;
	/** `vCPU quota` */
	title: string;
	severity: Severity;
	/** `unknown` when the question could not be asked; it never stops a run. */
	state: 'passed' | 'failed' | 'unknown';
	/** What was seen, in one line. Never a secret. */
	evidence: string;
	/** Unless it passed: why, in one sentence. */
	cause?: string;
	/** What the operator can do: a command, or a choice in the wizard. */
	fix?: string;
	link?: string;
	/** Whether the operator may go on in spite of a failed `must`. */
	overridable: boolean;
}

/** Whether `check` forbids to begin, given the ids that the operator overrides. */
export function stops(check: Check, overridden: ReadonlySet<string>): boolean {
	return check.state === 'failed' && check.severity === 'must' && !(check.overridable && overridden.has(check.id));
}
