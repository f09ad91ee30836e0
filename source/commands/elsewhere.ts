import type {Alternative} from '../deployment/alternatives.ts';
import {monthlyTotal} from '../deployment/bill.ts';
import {describeDeployment, type Deployment} from '../deployment/deployment.ts';
import {ActionError, type OperatorError} from '../errors/kinds.ts';
import type {Question} from '../steps/question.ts';
import type {AnyStep, StepId} from '../steps/step.ts';
import {findAlternatives, type Limits} from './alternatives.ts';
import type {FailedWalk, WayOn} from './task.ts';
import type {OpenedWorld} from './world.ts';

/** What is bound to its region; the group is not: it may hold resources of any. */
const bound: StepId[] = ['azure.network', 'azure.firewall', 'azure.address', 'azure.interface', 'azure.disk', 'azure.machine'];

/**
 * How a run goes on when Azure has not the machine: asks which one to make instead, clears the way for it, and describes it.
 * Without somebody to ask, or where nothing else is to be had, the error names what to do.
 */
export function elsewhere(world: Pick<OpenedWorld, 'sizes' | 'prices' | 'regions'>, asks: boolean): (failed: FailedWalk) => Promise<WayOn> {
	const refused = new Set<string>();
	return async ({error, walk, tools: {ask, bus, stop}}) => {
		const {deployment} = walk.options;
		const {shortage} = error.explanation;
		if (!shortage) {
			return {error};
		}

		const {choices, size} = deployment;
		refused.add(`${choices.region} ${{size: size.name, family: size.family, region: ''}[shortage]}`);
		const machine = walk.footprint.found('azure.machine') ?? 'absent';
		const limits: Limits = {
			refused: (region, {name, family}) => [name, family, ''].some(what => refused.has(`${region} ${what}`)),
			sameBus: machine !== 'absent' && machine !== 'broken',
			moveable: bound.every(step => (walk.footprint.found(step) ?? 'absent') === 'absent'),
		};
		// Not knowing what else there is does not hide why this failed.
		const alternatives = await findAlternatives(world, deployment, limits).catch(() => []);
		const made = walk.steps.filter(({id}) => walk.footprint.made.includes(id as StepId));
		const answer = asks && alternatives.length > 0 && !stop.reason ? await ask(question(error, deployment, alternatives, made)) : 'stop';
		const chosen = alternatives.find(alternative => valueOf(alternative) === answer);
		if (!chosen) {
			return {error: nameTheFlags(error, deployment, alternatives)};
		}

		// A machine that could not be made keeps its name and its interface: it has to go first. Another region begins anew.
		const moves = chosen.region.name !== choices.region;
		const cleared = await walk.undo(stop, step => step === 'azure.machine' || (moves && step.startsWith('azure.')));
		if (cleared.error || stop.reason) {
			return {...(cleared.error && {error: cleared.error})};
		}

		const reason = `Going on with ${chosen.size.name} in ${chosen.region.title}, ${money(chosen)}.`;
		bus.emit({type: 'run.changed', region: chosen.region.name, size: chosen.size.name, reason});
		return {deployment: redescribe(deployment, chosen)};
	};
}

/** Asks which machine to make instead. The consequence of each answer stands in its label. */
function question(error: OperatorError, {choices}: Deployment, alternatives: readonly Alternative[], made: readonly AnyStep[]): Question {
	const goes = made.filter(({id, remove}) => remove && id.startsWith('azure.')).map(({title}) => title.toLowerCase());
	return {
		id: 'azure.elsewhere',
		text: `${error.explanation.cause} What was made so far is kept. How do you want to go on?`,
		choices: [
			...alternatives.map(alternative => ({
				value: valueOf(alternative),
				label:
					alternative.region.name === choices.region
						? `Make it a ${describe(alternative)}`
						: `Move to ${alternative.region.title} with ${describe(alternative)}. This first removes what this run made in ${choices.region}: ${goes.join(', ')}`,
			})),
			{value: 'stop', label: 'Stop here. What was made is kept, and goes on costing money'},
		],
		fallback: 'stop',
	};
}

/** The deployment on another machine: everything else stays as it was chosen. */
function redescribe(deployment: Deployment, {region, size, bill}: Alternative): Deployment {
	const choices = {...deployment.choices, region: region.name, size: size.name};
	return {...deployment, ...describeDeployment(choices, size, deployment.hostKey, bill)};
}

/** The refusal with the very flags that go on from here. */
function nameTheFlags(error: OperatorError, {choices}: Deployment, alternatives: readonly Alternative[]): OperatorError {
	const here = alternatives.find(({region}) => region.name === choices.region);
	const there = alternatives.find(({region}) => region.name !== choices.region);
	const flags = here
		? `Run the same command again with --size ${here.size.name} (${money(here)}): it continues where this one stopped.`
		: there &&
			`Nothing else is to be had in ${choices.region}. Run create-wasper-azure teardown, then the same command with --region ${there.region.name} --size ${there.size.name} (${money(there)}).`;
	return flags ? new ActionError({...error.explanation, next: flags}, {cause: error}) : error;
}

function describe(alternative: Alternative): string {
	const {name, vCpus, memoryGiB} = alternative.size;
	return `${name}: ${vCpus} vCPU, ${memoryGiB} GiB, ${money(alternative)}`;
}

function money({bill}: Alternative): string {
	return `${monthlyTotal(bill).toFixed(2)} ${bill.currency} a month in all`;
}

function valueOf({region, size}: Alternative): string {
	return `${region.name} ${size.name}`;
}
