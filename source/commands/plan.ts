import project from '../../package.json' with {type: 'json'};
import type {Given, Settled} from '../answers/answers.ts';
import type {Arguments} from '../answers/arguments.ts';
import {settleGiven} from '../answers/complete.ts';
import {draft} from '../answers/finish.ts';
import {gatherGiven} from '../answers/given.ts';
import {describePlan} from '../answers/plan-file.ts';
import {questionKeys} from '../answers/questions.ts';
import {stops} from '../deployment/check.ts';
import type {Preview} from '../deployment/plan.ts';
import {Secret} from '../deployment/secret.ts';
import {savePlan} from '../environment/saved-plan.ts';
import {exitCodes} from '../errors/kinds.ts';
import {planLines} from '../reporters/plan.ts';
import {askMissing} from '../wizard/ask-missing.ts';
import type {Prompter} from '../wizard/prompter.ts';
import {openFaces} from './faces.ts';
import {unlessInterrupted} from './interrupt.ts';
import {Worlds} from './worlds.ts';

/** What create would do with these answers and what it would cost. Changes nothing; exit code 3 when something would stop it. */
export async function plan(parsed: Arguments): Promise<number> {
	const faces = openFaces(parsed.flags);
	const worlds = new Worlds(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	try {
		const look = async () => {
			const settled = await settle(await gatherGiven(parsed, process.env), worlds, prompter);
			const choices = draft(settled);
			const looking = (await worlds.open(choices.target)).preview(choices);
			return {settled, choices, preview: await (prompter?.waiting('Looking at what stands', looking) ?? looking)};
		};

		const {settled, choices, preview} = await unlessInterrupted(look()).finally(() => prompter?.close());
		const document = describePlan(settled, preview, project.version, new Date());
		const {out, json} = parsed.flags;
		if (out !== undefined) {
			await savePlan(out, document);
		}

		if (json) {
			process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
		}

		const overridden = new Set<string>();
		faces.show(style =>
			planLines(
				preview,
				{
					domain: choices.domain,
					region: choices.region,
					sandbox: choices.target === 'sandbox',
					overridden,
					next: [out === undefined ? 'Save it with --out FILE, to apply exactly this later' : `create-wasper-azure apply ${out}`],
				},
				style,
			),
		);
		return isStopped(preview, overridden) ? exitCodes.action : exitCodes.done;
	} finally {
		await worlds.close();
	}
}

/** Whether a run would stop: before it begins, or at a step that the operator must clear first. */
function isStopped({plan: {steps}, checks}: Preview, overridden: ReadonlySet<string>): boolean {
	return checks.some(check => stops(check, overridden)) || steps.some(({blocked}) => blocked !== undefined);
}

/** Every answer but the owner's password: a plan makes no account. */
async function settle(given: Given, {open}: Worlds, prompter: Prompter | undefined): Promise<Settled> {
	const keys = questionKeys.filter(key => key !== 'ownerPassword');
	const options = {given, openWorld: open};
	const settled = prompter ? await askMissing(keys, {...options, texts: {}}, prompter) : (await settleGiven(keys, options)).settled;
	return {...settled, ownerPassword: {password: new Secret(''), generated: true}};
}
