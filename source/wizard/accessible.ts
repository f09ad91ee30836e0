import {onEndRequest} from '../terminal/end-requests.ts';
import {OperatorError} from '../errors/kinds.ts';
import type {Given, Target} from '../answers/answers.ts';
import type {Form} from '../answers/form.ts';
import {CachedAnswers} from '../answers/cached-answers.ts';
import type {WizardOptions} from './index.tsx';
import {Dialogue, Left} from './accessible/dialogue.ts';
import {LineReader} from './accessible/line-reader.ts';
import {askQuestion} from './accessible/question.ts';
import type {Confirm} from './accessible/confirm.ts';
import {askReview} from './accessible/review.ts';
import {askExisting, type LeaveFor} from './accessible/existing.ts';
import {route} from './router.ts';
import {reduce, startSession, type Action, type Session} from './session.ts';

/** The wizard for screen readers: the same questions and checks, as lines that are written once, and numbered choices. */
export async function runAccessible<Result>({
	form,
	given,
	overridden,
	openSource,
	stdin = process.stdin,
	stdout = process.stdout,
}: WizardOptions<Result>): Promise<Result | 'quit'> {
	const reader = new LineReader(stdin);
	const dialogue = new Dialogue(reader, text => stdout.write(text));
	const stopListening = onEndRequest(() => reader.end());
	dialogue.say(`${form.title}.`, 'At every question: Enter accepts the proposal, “back” returns to the previous question, “quit” leaves.');

	let session = startSession(form.keys, overridden, given.answers);
	let cached: CachedAnswers | undefined;
	let opened: Target | undefined;
	// Recorded at once: they stay when an answer is changed.
	const override = (id: string) => {
		session = reduce(session, {type: 'override', id});
	};
	try {
		for (;;) {
			const {target} = session.answered;
			if (target !== opened) {
				cached =
					target &&
					new CachedAnswers(await dialogue.waiting(target === 'sandbox' ? 'Starting the sandbox' : 'Loading', openSource(target)));
				opened = target;
			}
			const action = await takeTurn(form, session, given, cached, dialogue, override);
			if (action === 'again') {
				continue;
			}
			if (action.type === 'confirm') {
				return await form.finish(action.answered, action.source, action);
			}
			if (action.type === 'next command') {
				return form.existing?.onNextCommand(action.nextCommand) ?? 'quit';
			}
			session = reduce(session, action);
		}
	} catch (error) {
		if (error instanceof Left) {
			dialogue.say('Wizard closed. Nothing was created.');
			return 'quit';
		}
		throw error;
	} finally {
		stopListening();
		reader.close();
	}
}

/** One question or the review. A failed lookup is reported, and retried after Enter. */
async function takeTurn(
	form: Form<unknown>,
	session: Session,
	given: Given,
	cached: CachedAnswers | undefined,
	dialogue: Dialogue,
	override: (id: string) => void,
): Promise<Action | LeaveFor | Confirm | 'again'> {
	const shown = route(session);
	try {
		if (shown.screen === 'review') {
			return cached ? await askReview(form, shown.answered, session.overridden, cached, dialogue, override) : 'again';
		}
		if (shown.screen === 'existing') {
			return cached ? await askExisting(form, session, given.answers, cached, dialogue) : 'again';
		}
		const answers = {...session.adopted, ...given.answers};
		return await askQuestion(shown.screen, session, {...given, answers}, cached, dialogue);
	} catch (error) {
		if (error instanceof OperatorError && error.kind !== 'bug') {
			dialogue.tell(error);
			return retry(session, dialogue);
		}
		return goBack(session, dialogue, error);
	}
}

async function retry(session: Session, dialogue: Dialogue): Promise<Action | 'again'> {
	try {
		await dialogue.ask('Press Enter to try again:');
		return 'again';
	} catch (error) {
		return goBack(session, dialogue, error);
	}
}

/** Where back leads; throws on everything that is not back. */
function goBack(session: Session, dialogue: Dialogue, error: unknown): Action | 'again' {
	if (!(error instanceof Left) || error.how !== 'back') {
		throw error;
	}
	if (session.history.length > 0) {
		return {type: 'back'};
	}
	dialogue.say('This is the first question.');
	return 'again';
}
