import {regionalKinds} from '../../azure/kinds.ts';
import type {Alternative} from '../../deployment/billing/alternatives.ts';
import {monthlyTotal} from '../../deployment/billing/bill.ts';
import {describeDeployment, type Deployment} from '../../deployment/deployment.ts';
import type {MachineSize} from '../../deployment/machine-size.ts';
import {ActionError, type OperatorError} from '../../errors/kinds.ts';
import type {Question} from '../../steps/question.ts';
import type {StepId} from '../../steps/step.ts';
import {findAlternatives, type Limits} from '../../backend/alternatives.ts';
import type {FailedWalk, Recovery} from '../program.ts';
import type {Backend} from '../../backend/backend.ts';

/** What is bound to its region; the group is not: it may hold resources of any. */
const bound: StepId[] = regionalKinds.map(kind => `azure.${kind}` as const);

/** How a run was begun: whether somebody can be asked, and whether a saved plan decides, which another size can only be planned into. */
export interface Circumstances {
	asks: boolean;
	planned: boolean;
}

/**
 * How a run goes on when Azure has not the machine: asks which one to make instead, clears the way for it, and describes it.
 * Without somebody to ask, or where nothing else is to be had, the error names what to do.
 */
export function recoverFromShortage(
	backend: Pick<Backend, 'sizes' | 'prices' | 'regions' | 'systemDisk'>,
	{asks, planned}: Circumstances,
): (failed: FailedWalk) => Promise<Recovery> {
	const refused = new Set<string>();
	return async ({error, walk, tools: {ask, bus, stop}}) => {
		const {deployment} = walk.options;
		const {shortage} = error.explanation;
		if (!shortage) {
			return {error};
		}

		const {choices, size} = deployment;
		refused.add(`${choices.region} ${{size: size.name, family: size.family, region: ''}[shortage]}`);
		const machine = walk.changes.found('azure.machine') ?? 'absent';
		const limits: Limits = {
			refused: (region, {name, family}) => [name, family, ''].some(what => refused.has(`${region} ${what}`)),
			sameBus: machine !== 'absent' && machine !== 'broken',
			moveable: bound.every(step => (walk.changes.found(step) ?? 'absent') === 'absent'),
		};
		// Not knowing what else there is does not hide why this failed.
		const alternatives = await findAlternatives(backend, deployment, limits).catch(() => []);
		const chosen = asks && !stop.reason ? await choose(alternatives, {error, deployment, made: walk.changes.made, ask}) : undefined;
		if (!chosen) {
			return {error: nameTheFlags(error, deployment, alternatives, planned)};
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

interface Choice {
	error: OperatorError;
	deployment: Deployment;
	/** What this run made. */
	made: readonly StepId[];
	ask(question: Question): Promise<string>;
}

/** Asks for another size here, then for another region, each question short enough for a small window. */
async function choose(alternatives: readonly Alternative[], {error, deployment, made, ask}: Choice): Promise<Alternative | undefined> {
	const {choices, names, size} = deployment;
	const here = alternatives.filter(({region}) => region.name === choices.region);
	const there = alternatives.filter(({region}) => region.name !== choices.region);
	const stop = {value: 'stop', label: 'Stop here; what was made is kept'};
	const elsewhere = there.length > 0 ? [{value: 'region', label: 'Another region'}] : [];
	if (here.length > 0) {
		const answer = await ask({
			id: 'azure.other-size',
			text: `${error.explanation.cause} What was made is kept. Which machine instead?`,
			choices: [...here.map(one => ({value: one.size.name, label: describe(one, size)})), ...elsewhere, stop],
			fallback: 'stop',
		});
		if (answer !== 'region') {
			return here.find(one => one.size.name === answer);
		}
	}

	if (there.length === 0) {
		return undefined;
	}

	const goes = made.includes('azure.group')
		? `the group ${names.group} with all that is in it`
		: `all that it put into the group ${names.group}`;
	const answer = await ask({
		id: 'azure.other-region',
		text: `${here.length > 0 ? '' : `${error.explanation.cause} `}Another region first removes what this run made in ${choices.region}: ${goes}, no data yet. Which one?`,
		choices: [...there.map(one => ({value: one.region.name, label: `${one.region.title}: ${describe(one, size)}`})), stop],
		fallback: 'stop',
	});
	return there.find(({region}) => region.name === answer);
}

/** The deployment on another machine: everything else stays as it was chosen. */
function redescribe(deployment: Deployment, {region, size, bill}: Alternative): Deployment {
	const choices = {...deployment.choices, region: region.name, size: size.name};
	return {...deployment, ...describeDeployment(choices, size, deployment.hostKey, bill), sizeChosen: true};
}

/** The refusal with the very flags that go on from here: `apply` takes none, so there it is another plan. */
function nameTheFlags(error: OperatorError, {choices}: Deployment, alternatives: readonly Alternative[], planned: boolean): OperatorError {
	const here = alternatives.find(({region}) => region.name === choices.region);
	const there = alternatives.find(({region}) => region.name !== choices.region);
	const by = (flags: string) =>
		planned
			? `create-wasper-azure plan --out FILE with the answers of this plan and ${flags}, and apply that`
			: `the same command again with ${flags}`;
	const next = here
		? `Run ${by(`--size ${here.size.name} (${money(here)})`)}: it continues where this one stopped.`
		: there
			? `Nothing else is to be had in ${choices.region}. Run create-wasper-azure teardown, then ${by(`--region ${there.region.name} --size ${there.size.name} (${money(there)})`)}.`
			: planned && `Run ${by(error.explanation.shortage === 'region' ? 'another --region' : 'another --size')}.`;
	return next ? new ActionError({...error.explanation, next}, {cause: error}) : error;
}

/** `D2as_v5 for 105.85 USD a month`; how large it is where that differs from what was wished. */
function describe(alternative: Alternative, wished: MachineSize): string {
	const {name, vCpus, memoryGiB} = alternative.size;
	const other = vCpus !== wished.vCpus || memoryGiB !== wished.memoryGiB ? ` (${vCpus} vCPU, ${memoryGiB} GiB)` : '';
	return `${name.replace('Standard_', '')}${other} for ${money(alternative)}`;
}

/** What the whole deployment costs with it. */
function money({bill}: Alternative): string {
	return `${monthlyTotal(bill).toFixed(2)} ${bill.currency} a month`;
}
