import project from '../../../package.json' with {type: 'json'};
import type {Answered, Given} from '../../answers/answers.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import {validateGiven} from '../../answers/complete.ts';
import {draft} from '../../answers/finish.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import {describePlan} from '../../answers/input/plan-file.ts';
import {questionKeys} from '../../answers/questions.ts';
import {isStopped} from '../../plan/is-stopped.ts';
import type {Choices} from '../../deployment/choices.ts';
import type {Preview} from '../../plan/plan.ts';
import {Secret} from '../../deployment/secret.ts';
import {savePlan} from '../../environment/saved-plan.ts';
import {exitCodes} from '../../errors/kinds.ts';
import {readOverrides} from '../../preflight/overrides.ts';
import {planLines} from '../../reporters/plan.ts';
import {askMissing} from '../../wizard/ask-missing.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import type {AsTyped} from '../../backend/rehearsal-flags.ts';
import type {VerbContext} from '../verb.ts';
import {exportText} from './export.ts';
import type {flags} from './flags.ts';
import {type Faces, openFaces} from '../faces.ts';
import {unlessInterrupted} from '../../programs/interrupt.ts';
import type {Backends} from '../../backend/backends.ts';

/** What create would do with these answers and what it would cost. Changes nothing; exit code 3 when something would stop it. */
export async function plan(parsed: Arguments<typeof flags>, {backends}: VerbContext): Promise<number> {
	const {format, out} = parsed.flags;
	const overridden = readOverrides(parsed.flags.override ?? '');
	const faces = openFaces(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	const look = async () => {
		const answered = await answerAll(await gatherGiven(parsed, process.env), backends, prompter);
		const choices = draft(answered);
		const backend = await backends.open(choices.target);
		const looking: Promise<Preview | string> = format === undefined ? backend.preview(choices) : exportText(format, choices, backend);
		return {answered, choices, seen: await (prompter?.waiting('Inspecting what exists', looking) ?? looking)};
	};

	const {answered, choices, seen} = await unlessInterrupted(look()).finally(() => prompter?.close());
	if (typeof seen === 'string') {
		await (out === undefined ? process.stdout.write(seen) : savePlan(out, seen));
		return exitCodes.done;
	}

	const document = `${JSON.stringify(describePlan(answered, seen, project.version, new Date()), undefined, 2)}\n`;
	if (out !== undefined) {
		await savePlan(out, document);
	}

	if (parsed.flags.json) {
		process.stdout.write(document);
	}

	const {asTyped} = await backends.open(choices.target);
	return show(seen, {choices, faces, overridden, out, asTyped});
}

interface Shown {
	choices: Choices;
	faces: Faces;
	overridden: ReadonlySet<string>;
	/** Where the plan was saved. */
	out: string | undefined;
	/** Makes the next command work as typed. */
	asTyped: AsTyped;
}

/** The plan on one screen; returns the exit code. */
function show(preview: Preview, {choices: {domain, region, target}, faces, overridden, out, asTyped}: Shown): number {
	const stopped = isStopped(preview.plan.steps, preview.checks, overridden);
	const next = stopped
		? 'Fix the problems above, then plan again'
		: out === undefined
			? 'Save it with --out FILE, to apply exactly this later'
			: asTyped(`create-wasper-azure apply ${out}`);
	faces.show(style => planLines(preview, {domain, place: region, sandbox: target === 'sandbox', overridden, next: [next]}, style));
	return stopped ? exitCodes.action : exitCodes.done;
}

/** Every answer but the owner's password: a plan makes no account. */
async function answerAll(given: Given, {open}: Backends, prompter: Prompter | undefined): Promise<Answered> {
	const keys = questionKeys.filter(key => key !== 'ownerPassword');
	const options = {given, openSource: open};
	const answered = prompter ? await askMissing(keys, {...options, texts: {}}, prompter) : (await validateGiven(keys, options)).answered;
	return {...answered, ownerPassword: {password: new Secret(''), generated: true}};
}
