import type {Answers, Answered} from '../answers/answers.ts';
import {Secret} from '../deployment/secret.ts';
import {dependants, isSecretKey, questionKeys, typedAnswer, type QuestionKey} from '../answers/questions.ts';

/** Everything that the wizard knows. Screens are computed from it; nothing else is remembered. */
export interface Session {
	/** The questions that there are, in their order. */
	keys: readonly QuestionKey[];
	answered: Partial<Answered>;
	/** Answers that an existing deployment already gives, or that a further one needs; undefined until that is decided. */
	adopted?: Answers | undefined;
	/** Ids of the failed checks that the operator overrides. */
	overridden: ReadonlySet<string>;
	/** What was typed or chosen on each screen, kept over Back. */
	drafts: Answers;
	/** Given answers that were tried by themselves and refused, with the reason. */
	refused: Partial<Record<QuestionKey, string>>;
	/** The question that is asked again because its list has changed: its text in `refused` is a note, not a problem. */
	renewed?: QuestionKey | undefined;
	/** Answers that came from flags or defaults without a screen. */
	unasked: ReadonlySet<QuestionKey>;
	/** Earlier states to which Back returns. */
	history: Array<Pick<Session, 'answered' | 'adopted' | 'unasked' | 'editing'>>;
	/** The answer that is being changed from the review. */
	editing?: QuestionKey | undefined;
}

export type Action =
	| {type: 'answer'; key: QuestionKey; answered: Partial<Answered>; draft?: string; by: 'operator' | 'itself'}
	| {type: 'refuse'; key: QuestionKey; problem: string; draft?: string; isNewList?: boolean}
	| {type: 'draft'; key: QuestionKey; text: string}
	| {type: 'adopt'; answers: Answers; by: 'operator' | 'itself'}
	| {type: 'override'; id: string}
	| {type: 'edit'; key: QuestionKey}
	| {type: 'back'};

/** The session before the first screen. */
export function startSession(
	keys: readonly QuestionKey[] = questionKeys,
	overridden: ReadonlySet<string> = new Set(),
	answers: Answers = {},
): Session {
	// What was answered before is not counted among the questions, unless it turns out to be wrong.
	return {
		keys,
		overridden,
		answered: {},
		drafts: {},
		refused: {},
		unasked: new Set(keys.filter(key => answers[key] !== undefined)),
		history: [],
	};
}

function keep(drafts: Answers, key: QuestionKey, text: string | undefined): Answers {
	return text === undefined ? drafts : {...drafts, [key]: isSecretKey(key) ? new Secret(text) : text};
}

function without(answered: Partial<Answered>, key: QuestionKey): Partial<Answered> {
	const gone = dependants(key);
	return Object.fromEntries(Object.entries(answered).filter(([name]) => !gone.has(name as QuestionKey)));
}

/** The next session. Pure. */
export function reduce(session: Session, action: Action): Session {
	const {answered, adopted, unasked, history, editing} = session;
	const here = {answered, adopted, unasked, editing};
	switch (action.type) {
		case 'answer': {
			const marked = new Set(unasked);
			if (action.by === 'itself') {
				marked.add(action.key);
			} else {
				marked.delete(action.key);
			}
			return {
				...session,
				answered: {...answered, ...action.answered},
				unasked: marked,
				drafts: keep(session.drafts, action.key, action.draft),
				history: action.by === 'operator' ? [...history, here] : history,
				editing: action.key === editing ? undefined : editing,
			};
		}
		case 'refuse':
			return {
				...session,
				refused: {...session.refused, [action.key]: action.problem},
				renewed: action.isNewList ? action.key : undefined,
				drafts: keep(session.drafts, action.key, action.draft),
			};
		case 'draft':
			return {...session, drafts: keep(session.drafts, action.key, action.text)};
		case 'adopt':
			return {...session, adopted: action.answers, history: action.by === 'operator' ? [...history, here] : history};
		case 'override':
			// A second time takes it back.
			return {...session, overridden: session.overridden.symmetricDifference(new Set([action.id]))};
		case 'edit':
			return {
				...session,
				answered: without(answered, action.key),
				// Another subscription holds other deployments.
				adopted: dependants(action.key).has('subscription') ? undefined : adopted,
				drafts: keep(session.drafts, action.key, typedAnswer(action.key, answered) || undefined),
				history: [...history, here],
				editing: action.key,
			};
		case 'back': {
			const last = history.at(-1);
			return last ? {...session, ...last, history: history.slice(0, -1)} : session;
		}
	}
}

/** Whether an answer to `key` may be tried without a screen: not once the operator has seen the question. */
export function mayAnswerItself({refused, drafts, editing}: Session, key: QuestionKey): boolean {
	return refused[key] === undefined && drafts[key] === undefined && editing !== key;
}

/** What the field of `key` contains when its screen opens. */
export function draftText({drafts}: Session, key: QuestionKey): string | undefined {
	const draft = drafts[key];
	return draft === undefined || typeof draft === 'string' ? draft : draft.reveal();
}
