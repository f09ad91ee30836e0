import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {ActionError, OperatorError} from '../../errors/kinds.ts';
import type {Finding} from '../../plan/finding.ts';
import type {StepContext} from '../step.ts';

/** One thing that can be wrong with a resource that exists: how it is seen, what is said of it, and what is done about it. */
export interface Fault<Facts extends ResourceFacts = ResourceFacts> {
	/** Stable, such as `azure.machine.stopped`. */
	code: string;
	detect(wanted: Deployment, found: Facts): boolean;
	explain(wanted: Deployment, found: Facts): Omit<Finding, 'code'>;
	/** Makes it right, or throws an ActionError that says why that is for the operator to do. */
	repair(context: StepContext, found: Facts): Promise<void>;
}

/** A fault that only the operator can repair: `refuse` says what to do, before the run as what blocks it and in the run as its error. */
export function refusedFault<Facts extends ResourceFacts>(
	fault: Omit<Fault<Facts>, 'repair'> & {refuse(wanted: Deployment, found: Facts): ActionError},
): Fault<Facts> {
	const {code, detect, explain, refuse} = fault;
	return {
		code,
		detect,
		explain: (wanted, found) => ({...explain(wanted, found), ...blockedBy(refuse(wanted, found))}),
		async repair({deployment}, found) {
			throw refuse(deployment, found);
		},
	};
}

/** The finding of each fault that `found` has, in the order of the table. */
export function findingsOf<Facts extends ResourceFacts>(faults: ReadonlyArray<Fault<Facts>>, wanted: Deployment, found: Facts): Finding[] {
	return faults.filter(({detect}) => detect(wanted, found)).map(({code, explain}) => ({code, ...explain(wanted, found)}));
}

/** What `apply` would ask of the operator when it refuses with this error. */
export function blockedBy({explanation}: OperatorError): Pick<Finding, 'blocked'> {
	return explanation.next === undefined ? {} : {blocked: explanation.next};
}
