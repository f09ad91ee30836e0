import type {Answered, Given} from '../../answers/answers.ts';
import {validateGiven} from '../../answers/complete.ts';
import type {QuestionKey} from '../../answers/questions.ts';
import type {Backend} from '../../backend/backend.ts';
import type {Backends} from '../../backend/backends.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import type {SitePlacement} from '../../deployment/deployment.ts';
import type {OwnedResource, ResourceList} from '../../deployment/owned-resource.ts';
import {findSavedPassword} from '../../environment/saved-password.ts';
import {shortPath} from '../../environment/short-path.ts';
import {CancelledError, OperatorError} from '../../errors/kinds.ts';
import {unlessInterrupted} from '../../programs/interrupt.ts';
import {run, type Run} from '../../programs/run.ts';
import type {RemovalScope} from '../../programs/teardown/removal.ts';
import {inventoryLines} from '../../reporters/inventory.ts';
import type {OnMachine} from '../../steps/step.ts';
import {askMissing} from '../../wizard/ask-missing.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import {openFaces, type Faces} from '../faces.ts';
import {confirmByName, confirmedByFlag, unconfirmed} from './confirm.ts';

const texts = {subscription: 'Which subscription is it in?', domain: 'At which name does Wasper answer?'};

/** What a teardown may use until it is confirmed. */
export interface Session {
	parsed: Arguments;
	given: Given;
	faces: Faces;
	/** Absent where nobody can be asked. */
	prompter: Prompter | undefined;
}

/** Prepares a teardown, which changes nothing yet, and runs it. Returns the exit code. */
export async function tearDown<Scope extends RemovalScope<Steps>, Steps extends OnMachine>(
	parsed: Arguments,
	given: Given,
	prepare: (session: Session) => Promise<Omit<Run<Scope, Steps>, 'reporters'>>,
): Promise<number> {
	const faces = openFaces(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	try {
		const prepared = await unlessInterrupted(prepare({parsed, given, faces, prompter})).finally(() => prompter?.close());
		return await run({...prepared, reporters: await faces.reporters()});
	} catch (error) {
		throw error instanceof OperatorError && error.kind === 'cancelled' ? nothingRemoved(error) : error;
	}
}

/** The answers to `keys`: asked for where somebody is there. */
export async function answerAll<Key extends QuestionKey>(
	keys: readonly Key[],
	{given, prompter}: Session,
	{open}: Backends,
	known?: Partial<Answered>,
): Promise<Answered<Key>> {
	if (prompter) {
		return askMissing(keys, {given, known, openSource: open, purpose: 'remove', texts}, prompter);
	}

	const {answered} = await validateGiven(keys, {given, openSource: open, purpose: 'remove'});
	return answered;
}

/** Shows what is removed and has it confirmed; where there is nothing to remove, it asks nothing. */
export async function confirm({parsed, given, faces, prompter}: Session, {choices}: SitePlacement, planned: ResourceList): Promise<void> {
	if (planned.toRemove.length === 0) {
		return;
	}

	const confirmed = confirmedByFlag(parsed, given);
	if (!confirmed && !prompter) {
		throw unconfirmed(parsed, choices.domain, planned);
	}

	faces.tell(style => inventoryLines(choices, planned, style));
	if (!confirmed && prompter) {
		await confirmByName(choices.domain, prompter);
	}
}

/** The owner's password on this computer, if it was saved; a teardown keeps it. */
export async function savedPassword(backend: Backend, {choices}: SitePlacement): Promise<OwnedResource[]> {
	const path = await findSavedPassword(backend.deploymentFolder(choices.domain));
	return path === undefined ? [] : [{id: path, kind: 'file', name: shortPath(path), note: "the owner's password, kept for another setup"}];
}

function nothingRemoved(error: OperatorError): CancelledError {
	return new CancelledError({...error.explanation, outcome: 'Nothing was removed.'}, {cause: error});
}
