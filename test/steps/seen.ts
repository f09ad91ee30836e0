import {worstState, type Finding, type FindingState, type Inspection, type PropertyChange} from '../../source/plan/finding.ts';

/** All findings of an inspection at one glance. */
export interface Seen {
	state: FindingState | 'ok';
	codes: string[];
	evidence: string;
	cause: string;
	fix: string;
	blocked: string;
	changes: PropertyChange[];
	downtime?: number;
	findings: Finding[];
	// oxlint-disable-next-line typescript/no-explicit-any -- each step has a result of its own
	result?: any;
}

export function seen({evidence, findings, result}: Inspection): Seen {
	const texts = (key: 'cause' | 'fix' | 'blocked') => findings.flatMap(finding => finding[key] ?? []).join(' ');
	const downtime = findings.find(finding => finding.downtime !== undefined)?.downtime;
	return {
		state: worstState(findings),
		codes: findings.map(({code}) => code),
		evidence,
		findings,
		cause: texts('cause'),
		fix: texts('fix'),
		blocked: texts('blocked'),
		changes: findings.flatMap(({changes = []}) => changes),
		...(downtime !== undefined && {downtime}),
		...(result !== undefined && {result}),
	};
}

/** Nothing is there yet. */
export const absent: Finding[] = [{code: 'test.absent', state: 'absent', evidence: ''}];
