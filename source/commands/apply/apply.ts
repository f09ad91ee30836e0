import project from '../../../package.json' with {type: 'json'};
import type {Given} from '../../answers/answers.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import {validateGiven} from '../../answers/complete.ts';
import {draft, finish} from '../../answers/finish.ts';
import {gatherGiven, requireRehearsal} from '../../answers/input/given.ts';
import {givenByPlan, isPersonal, parsePlan, type PlanDocument} from '../../answers/input/plan-file.ts';
import {isSecretKey, questionKeys, questions} from '../../answers/questions.ts';
import {stops} from '../../plan/check.ts';
import type {Choices} from '../../deployment/choices.ts';
import type {Preview} from '../../plan/plan.ts';
import {planDifferences} from '../../plan/plan-differences.ts';
import {planHash} from '../../plan/plan-hash.ts';
import {Secret} from '../../deployment/secret.ts';
import {readPlan} from '../../environment/saved-plan.ts';
import {ActionError, UsageError} from '../../errors/kinds.ts';
import {readOverrides} from '../../preflight/overrides.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import {openFaces} from '../faces.ts';
import {unlessInterrupted} from '../../programs/interrupt.ts';
import {setUp} from '../../programs/setup/setup.ts';
import type {VerbContext} from '../verb.ts';

/** Does what a saved plan says, exactly: looks at everything again, and refuses when something else would be done now. */
export async function apply(parsed: Arguments, {backends}: VerbContext): Promise<number> {
	const path = parsed.positional ?? '';
	const saved = parsePlan(await readPlan(path), path, project.version);
	refuseOtherAnswers(parsed.given, saved);
	const overridden = readOverrides(parsed.flags.override ?? '');
	const faces = openFaces(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	const prepare = async () => {
		const given = givenByPlan(saved, path, await gatherGiven(parsed, process.env));
		requireRehearsal(parsed, given);
		if (prompter) {
			await askSecrets(given, saved, prompter);
		}

		const {answered} = await validateGiven(questionKeys, {
			given,
			openSource: backends.open,
			...(prompter && {
				onDeviceCode: ({userCode, verificationUri}) =>
					prompter.say(`Open ${verificationUri} on any device and enter the code ${userCode}.`),
			}),
		});
		const choices = draft(answered);
		const backend = await backends.open(choices.target);
		const looking = backend.preview(choices);
		const seen = await (prompter?.waiting('Inspecting what exists', looking) ?? looking);
		refuseChanges(saved, choices, seen, overridden);
		return {backend, choices: await finish(answered, backend), checks: seen.checks};
	};

	const {backend, ...prepared} = await unlessInterrupted(prepare()).finally(() => prompter?.close());
	return setUp({...prepared, overridden, backend, asks: faces.asks, confirmed: true, approved: true, faces});
}

/** The plan has decided: an answer on the command line would be another plan. */
function refuseOtherAnswers({origins, answers}: Given, saved: PlanDocument): void {
	const others = questionKeys.filter(key => origins[key] !== undefined && !isPersonal(key) && answers[key] !== saved.answers[key]);
	if (others.length > 0) {
		throw new UsageError({
			code: 'plan.answers',
			cause: `The plan has decided ${others.map(key => questions[key].title.toLowerCase()).join(', ')} already: ${others.map(key => origins[key]).join(', ')} can't change it.`,
			outcome: 'Nothing was changed.',
			next: 'Leave it out, or make another plan: create-wasper-azure plan --out FILE',
		});
	}
}

/** A plan holds no secrets: those that nobody gave are asked for. The owner's password only where there is an account to make. */
async function askSecrets(given: Given, saved: PlanDocument, prompter: Prompter): Promise<void> {
	const hasOwner = saved.plan.steps.some(({step, action}) => step === 'app.owner' && action === 'keep');
	const needed = {cloudflareToken: saved.answers['target'] !== 'sandbox', ownerPassword: !hasOwner};
	for (const key of questionKeys.filter(isSecretKey)) {
		if (needed[key] && given.answers[key] === undefined) {
			const {text, hint} = questions[key];
			const typed = await prompter.secret(`${text} ${hint}`);
			if (typed) {
				given.answers[key] = new Secret(typed);
			}
		}
	}
}

/**
 * Throws an ActionError when something else would be done now than was planned, or when something is in the way.
 * What is done already, by a run of this plan that was stopped perhaps, need not be done again.
 */
function refuseChanges(saved: PlanDocument, choices: Choices, {plan, checks}: Preview, overridden: ReadonlySet<string>): void {
	const {hash, steps} = saved.plan;
	const outcome = 'Nothing was changed.';
	const next = 'Look at what would be done now, and save that: create-wasper-azure plan --out FILE';
	if (planHash(choices, steps) !== hash) {
		throw new ActionError({code: 'plan.answers', cause: `The answers differ from those of plan ${hash}.`, outcome, next});
	}

	const differences = planDifferences(steps, plan.steps);
	if (differences.length > 0) {
		throw new ActionError({
			code: 'plan.moved',
			cause: `The resources have changed since plan ${hash} was created.`,
			outcome,
			next,
			evidence: differences,
		});
	}

	const obstacles = [
		...checks.filter(check => stops(check, overridden)).map(({id, cause, evidence}) => `${id}: ${cause ?? evidence}`),
		...plan.steps.flatMap(({title, findings}) => findings.flatMap(({blocked}) => (blocked === undefined ? [] : [`${title}: ${blocked}`]))),
	];
	if (obstacles.length > 0) {
		throw new ActionError({
			code: 'plan.stopped',
			cause: `Something must be done before this plan: ${obstacles[0]}`,
			outcome,
			next,
			evidence: obstacles,
		});
	}
}
