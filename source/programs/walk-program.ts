import {explain} from '../errors/explain.ts';
import {CancelledError} from '../errors/kinds.ts';
import {RunChanges} from '../runner/run-changes.ts';
import {StopSwitch} from '../runner/stop.ts';
import type {PlaneTimes} from '../runner/timing.ts';
import {Walk, type WalkOptions} from '../runner/walk.ts';
import type {OnMachine} from '../steps/step.ts';
import type {Ending, Program, Recovery, RunScope, Tools} from './program.ts';

/** Walks a program to its end: again with another scope where it recovers from a failure; undone when the operator wished so with Ctrl+C. */
export async function walkProgram<Scope extends RunScope<Steps>, Steps extends OnMachine>(
	program: Program<Scope, Steps>,
	begun: Scope,
	times: PlaneTimes,
	tools: Tools,
): Promise<Ending> {
	const {bus, ask, stop, interrupts} = tools;
	const {order} = program;
	const changes = new RunChanges();
	for (let scope = begun; ;) {
		const {deployment, gateways, costs} = scope;
		const options = {deployment, gateways, bus, ask, order, ...(costs && {costs})};
		const current = scope;
		const decide: WalkOptions<Steps>['decide'] = (step, findings) => program.decide(step, findings, current);
		const walk = new Walk<Steps>(program.steps(scope), {...options, decide}, changes);
		const {error} = await walk.run(stop);
		const recovery: Recovery<Scope> =
			error && program.recover ? await program.recover({error, scope, walk, tools}) : {...(error && {error})};
		if (interrupts.removal && !stop.signal.aborted) {
			const undone = await walk.undo(new StopSwitch());
			const removed = {outcome: 'What this run created is removed again.', next: 'Nothing else needs to be done.'};
			return {error: undone.error ?? error ?? new CancelledError({...(stop.reason && {cause: stop.reason}), ...removed})};
		}

		if (recovery.error) {
			return {error: recovery.error};
		}

		if (stop.reason) {
			return {error: stopped(stop, program.ifStopped(scope))};
		}

		if (!recovery.scope) {
			const finished = {scope, signal: stop.signal, planes: times.seconds(), left: walk.left};
			return (await program.prove?.(finished).catch((thrown: unknown) => ({error: explain(thrown)}))) ?? {};
		}

		({scope} = recovery);
	}
}

/** The end of a run that the operator stopped; after `leave`, what was under way goes on without us. */
function stopped({reason = '', signal}: StopSwitch, {outcome, next}: {outcome: string; next: string}): CancelledError {
	return new CancelledError({cause: reason, next, outcome: signal.aborted ? `What was under way goes on by itself. ${outcome}` : outcome});
}
