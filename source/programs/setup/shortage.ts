import {regionalKinds} from '../../azure/kinds.ts';
import type {Alternative} from '../../deployment/billing/alternatives.ts';
import {monthlyTotal} from '../../deployment/billing/bill.ts';
import {describeDeployment, type Deployment} from '../../deployment/deployment.ts';
import type {MachineSize} from '../../deployment/machine-size.ts';
import type {Question} from '../../deployment/question.ts';
import {ActionError, type OperatorError} from '../../errors/kinds.ts';
import {findAlternatives, type Limits} from '../../backend/alternatives.ts';
import type {Failure, Recovery} from '../program.ts';
import type {SetupScope} from './scope.ts';

/** What is bound to its region; the group is not: it may hold resources of any. */
const bound = regionalKinds.map(kind => `azure.${kind}`);

/**
 * How a setup goes on when Azure has no capacity for the machine: asks which one to create instead, removes what is in its way, and
 * describes it. Without somebody to ask, or where there is no alternative, the error names what to do.
 */
export async function recoverFromShortage<Scope extends SetupScope>({
	error,
	scope,
	walk,
	tools: {ask, bus, stop},
}: Failure<Scope>): Promise<Recovery<Scope>> {
	const {deployment, backend, asks, planned} = scope;
	const {shortage} = error.explanation;
	if (!shortage || stop.reason) {
		return {error};
	}

	const {choices, size} = deployment;
	const refused = new Set([...scope.refused, `${choices.region} ${{size: size.name, family: size.family, region: ''}[shortage]}`]);
	const found = (step: string) => walk.changes.found(step) ?? 'absent';
	const machine = found('azure.machine');
	const limits: Limits = {
		refused: (region, {name, family}) => [name, family, ''].some(what => refused.has(`${region} ${what}`)),
		sameBus: machine !== 'absent' && machine !== 'broken',
		moveable: bound.every(step => found(step) === 'absent'),
	};
	// Not knowing what else there is does not hide why this failed.
	const alternatives = await findAlternatives(backend, deployment, limits).catch(() => []);
	const chosen = asks && !stop.reason ? await choose(alternatives, {error, deployment, created: walk.changes.created, ask}) : undefined;
	if (!chosen) {
		return {error: nameTheFlags(error, deployment, alternatives, planned)};
	}

	// A machine that could not be created keeps its name and its interface: it has to be deleted first. Another region starts over.
	const moves = chosen.region.name !== choices.region;
	const cleared = await walk.undo(stop, step => step === 'azure.machine' || (moves && step.startsWith('azure.')));
	if (cleared.error || stop.reason) {
		return {...(cleared.error && {error: cleared.error})};
	}

	const reason = `Continuing with ${chosen.size.name} in ${chosen.region.title}, ${money(chosen)}.`;
	bus.emit({type: 'run.changed', region: chosen.region.name, size: chosen.size.name, reason});
	const costs = {...scope.costs, bill: chosen.bill};
	return {scope: {...scope, deployment: redescribe(deployment, chosen), costs, refused}};
}

interface Choice {
	error: OperatorError;
	deployment: Deployment;
	/** What this run created. */
	created: readonly string[];
	ask(question: Question): Promise<string>;
}

/** Asks for another size here, then for another region, each question short enough for a small window. */
async function choose(alternatives: readonly Alternative[], {error, deployment, created, ask}: Choice): Promise<Alternative | undefined> {
	const {choices, names, size} = deployment;
	const here = alternatives.filter(({region}) => region.name === choices.region);
	const there = alternatives.filter(({region}) => region.name !== choices.region);
	const stop = {value: 'stop', label: 'Stop here; what was created is kept'};
	const otherRegion = there.length > 0 ? [{value: 'region', label: 'Another region'}] : [];
	if (here.length > 0) {
		const answer = await ask({
			id: 'azure.other-size',
			text: `${error.explanation.cause} What was created is kept. Which size instead?`,
			choices: [...here.map(one => ({value: one.size.name, label: describe(one, size)})), ...otherRegion, stop],
			fallback: 'stop',
		});
		if (answer !== 'region') {
			return here.find(one => one.size.name === answer);
		}
	}

	if (there.length === 0) {
		return undefined;
	}

	const removed = created.includes('azure.group')
		? `the resource group ${names.group} with everything in it`
		: `everything that it created in the resource group ${names.group}`;
	const answer = await ask({
		id: 'azure.other-region',
		text: `${here.length > 0 ? '' : `${error.explanation.cause} `}Another region first removes what this run created in ${choices.region}: ${removed}, no data yet. Which one?`,
		choices: [...there.map(one => ({value: one.region.name, label: `${one.region.title}: ${describe(one, size)}`})), stop],
		fallback: 'stop',
	});
	return there.find(({region}) => region.name === answer);
}

/** The deployment on another machine; everything else is as it was chosen. */
function redescribe(deployment: Deployment, {region, size, bill}: Alternative): Deployment {
	const choices = {...deployment.choices, region: region.name, size: size.name};
	return {...deployment, ...describeDeployment(choices, size, deployment.hostKey, bill), sizeChosen: true};
}

/** The error with the very flags that continue from here: `apply` takes none, so there it is another plan. */
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
			? `No other size is available in ${choices.region}. Run create-wasper-azure teardown, then ${by(`--region ${there.region.name} --size ${there.size.name} (${money(there)})`)}.`
			: planned && `Run ${by(error.explanation.shortage === 'region' ? 'another --region' : 'another --size')}.`;
	return next ? new ActionError({...error.explanation, next}, {cause: error}) : error;
}

/** `D2as_v5 for 105.85 USD a month`; how large it is where that differs from what was chosen. */
function describe(alternative: Alternative, wanted: MachineSize): string {
	const {name, vCpus, memoryGiB} = alternative.size;
	const other = vCpus !== wanted.vCpus || memoryGiB !== wanted.memoryGiB ? ` (${vCpus} vCPU, ${memoryGiB} GiB)` : '';
	return `${name.replace('Standard_', '')}${other} for ${money(alternative)}`;
}

/** What the whole deployment costs with it. */
function money({bill}: Alternative): string {
	return `${monthlyTotal(bill).toFixed(2)} ${bill.currency} a month`;
}
