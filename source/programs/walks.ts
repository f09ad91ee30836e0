import {explain} from '../errors/explain.ts';
import {CancelledError, ExternalError, OperatorError} from '../errors/kinds.ts';
import type {RemovalSummary, Summary} from '../runner/events.ts';
import {RunChanges} from '../runner/run-changes.ts';
import {removeSteps} from '../runner/removal.ts';
import {StopSwitch} from '../runner/stop.ts';
import type {PlaneTimes} from '../runner/timing.ts';
import {Walk} from '../runner/walk.ts';
import type {OnMachine} from '../steps/step.ts';
import type {Creation, Teardown, Tools, Recovery} from './program.ts';

/** How a run ended: with an error, or with what there is to tell of the good end. */
export interface Ending {
	error?: OperatorError;
	summary?: Summary;
	removal?: RemovalSummary;
}

/** Sets up or repairs, again with other choices when there is a way on; undoes it when the operator wished so with Ctrl+C. */
export async function walkSetup<Scope extends OnMachine>(task: Creation<Scope>, times: PlaneTimes, tools: Tools): Promise<Ending> {
	const {steps, gateways, summary, ifStopped: halfway, onFailure: otherwise} = task;
	const {bus, ask, stop, interrupts} = tools;
	const changes = new RunChanges();
	let {deployment} = task;
	for (;;) {
		const walk = new Walk(steps, {deployment, gateways, bus, ask}, changes);
		const {error, stopped} = await walk.create(stop);
		const recovery: Recovery<Scope> = error && otherwise && !stopped ? await otherwise({error, walk, tools}) : {...(error && {error})};
		if (interrupts.removal && !stop.signal.aborted) {
			const undone = await walk.undo(new StopSwitch());
			const removed = {outcome: 'What this run made is removed again.', next: 'Nothing more to do.'};
			return {error: undone.error ?? error ?? new CancelledError({...(stop.reason && {cause: stop.reason}), ...removed})};
		}

		if (recovery.error) {
			return {error: recovery.error};
		}

		if (stop.reason) {
			return {error: new CancelledError({cause: stop.reason, ...halfway, outcome: whatBecomes(stop, halfway.outcome)})};
		}

		if (!recovery.deployment) {
			return {summary: summary(times.seconds(), deployment)};
		}

		({deployment} = recovery);
	}
}

/** Removes everything of ours, and looks at everything again. */
export async function walkTeardown({steps, deployment, gateways, prove}: Teardown, {bus, ask, stop}: Tools): Promise<Ending> {
	const {error, stopped} = await removeSteps(steps, {deployment, gateways, bus, ask}, stop);
	const outcome = `What is removed is gone; the rest stays${deployment.choices.target === 'azure' ? ', and goes on costing money' : ''}.`;
	if (error) {
		// Gateways speak of what was made; here it is about what is gone.
		return {error: new OperatorError(error.kind, {...error.explanation, outcome}, {cause: error})};
	}

	if (stopped) {
		const next = 'Run the same command again: it goes on where this one stopped.';
		return {error: new CancelledError({cause: stopped, outcome: whatBecomes(stop, outcome), next})};
	}

	try {
		const removal = await prove(stop.signal);
		return removal.left.length === 0 ? {removal} : {removal, error: leftOver(removal)};
	} catch (thrown) {
		return {error: explain(thrown)};
	}
}

/** What becomes of the work: where it was let go, what was under way goes on without us. */
function whatBecomes({signal}: StopSwitch, outcome: string): string {
	return signal.aborted ? `What was under way goes on by itself. ${outcome}` : outcome;
}

function leftOver({left}: RemovalSummary): ExternalError {
	return new ExternalError({
		code: 'teardown.left',
		cause: `Everything was told to go, and ${left.length === 1 ? 'one thing is' : `${left.length} things are`} still there.`,
		outcome: 'It goes on costing money.',
		next: 'Run the same command again; what is still there after that can be removed in the Azure portal.',
		evidence: left.map(({kind, name, id}) => `${kind} ${name}: ${id}`),
	});
}
