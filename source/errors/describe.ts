import type {OperatorError} from './kinds.ts';

/** An error as an operator reads it: cause, evidence, what became of the work, what to do next. */
export function describeError({explanation}: OperatorError): string {
	const {cause, evidence = [], outcome, next, link} = explanation;
	return [cause, ...evidence.map(line => `  ${line}`), outcome, next && `Next: ${next}`, link && `See ${link}`].filter(Boolean).join('\n');
}
