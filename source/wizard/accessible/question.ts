import {refusalText, type Given} from '../../answers/answers.ts';
import type {CachedAnswers} from '../../answers/cached-answers.ts';
import {isSecretKey, questions, type QuestionKey} from '../../answers/questions.ts';
import {prepare, submit, type AskingContext} from '../../answers/asking.ts';
import {tokenLink} from '../../answers/token-link.ts';
import {busyText, choiceSources, fixedChoices} from '../choice-sources.ts';
import type {Item} from '../parts/rows.ts';
import {progress} from '../router.ts';
import {draftText, mayAnswerItself, type Action, type Session} from '../session.ts';
import {offer, pick} from './choose.ts';
import type {Dialogue} from './dialogue.ts';

/** Asks one question until its answer is right. Throws Left when the operator goes back or quits. */
export async function askQuestion(
	key: QuestionKey,
	session: Session,
	given: Given,
	cached: CachedAnswers | undefined,
	dialogue: Dialogue,
): Promise<Action> {
	const context: AskingContext = {
		answered: session.answered,
		...(cached && {cached}),
		onDeviceCode: ({userCode, verificationUri, expiresAt}) =>
			dialogue.say(
				`Open ${verificationUri} on any device and enter the code ${userCode}.`,
				`Spelled: ${[...userCode].join(' ')}.`,
				`It expires in ${Math.round((expiresAt.getTime() - Date.now()) / 60_000)} minutes.`,
			),
	};
	const opening = await dialogue.waiting(busyText(key), prepare(key, given.answers, context, mayAnswerItself(session, key)));
	if (opening.auto !== undefined) {
		return answerItself(key, opening.auto, context, dialogue);
	}

	const {text, hint} = questions[key];
	const {step, of} = progress(key, session);
	dialogue.say('', session.editing ? `Change an answer. ${text}` : `Question ${step} of ${of}. ${text}`, hint);
	const refused = session.refused[key];
	if (refused !== undefined) {
		dialogue.say(session.renewed === key ? refused : `Problem: ${refused}`);
	}
	if (key === 'cloudflareToken') {
		dialogue.say(`Create a token at ${tokenLink()}`);
	}
	const source = choiceSources[key];
	const items = fixedChoices(key) ?? (source && cached && (await dialogue.waiting(source.what, source.items(cached, session.answered))));
	const proposal = draftText(session, key) ?? opening.prefill;
	if (items) {
		const remark = cached && (await source?.remark?.(cached, session.answered));
		dialogue.say(...(remark === undefined ? [] : [`Prices: ${remark}.`]), ...offer(items, items));
	}

	for (;;) {
		const answer = items ? await askItem(items, proposal, dialogue) : await askText(key, proposal, dialogue);
		if (answer === undefined) {
			continue;
		}
		const verdict = await dialogue.waiting(busyText(key), submit(key, answer, context));
		if (verdict.ok) {
			if (verdict.note) {
				dialogue.say(`Note: ${verdict.note}`);
			}
			return {type: 'answer', key, answered: verdict.value, by: 'operator', draft: answer};
		}
		if (verdict.isNewList) {
			return {type: 'refuse', key, problem: verdict.problem, isNewList: true};
		}
		if (verdict.failure) {
			dialogue.tell(verdict.failure);
		} else {
			dialogue.say(`Problem: ${refusalText(verdict)}`);
		}
	}
}

/** Submits an answer that needs no asking; what is wrong with it is said with the question. */
async function answerItself(key: QuestionKey, text: string, context: AskingContext, dialogue: Dialogue): Promise<Action> {
	const verdict = await dialogue.waiting(busyText(key), submit(key, text, context));
	return verdict.ok ? {type: 'answer', key, answered: verdict.value, by: 'itself'} : {type: 'refuse', key, problem: verdict.problem};
}

/** A row of a list; undefined when the line only narrowed it or meant nothing. Rejects when `withdrawn` aborts. */
export async function askItem(
	items: readonly Item[],
	proposal: string | undefined,
	dialogue: Dialogue,
	withdrawn?: AbortSignal,
): Promise<string | undefined> {
	const proposed = items.find(({value}) => value === proposal);
	const prompt = proposed ? `Number (Enter for ${items.indexOf(proposed) + 1}, ${proposed.label}):` : 'Number:';
	const line = await dialogue.ask(prompt, {withdrawn});
	if (line.trim() === '') {
		return proposed?.value;
	}
	const picked = pick(line, items);
	if (picked.kind === 'none') {
		dialogue.say(`Problem: nothing in the list matches that. There are numbers 1 to ${items.length}.`);
	} else if (picked.kind === 'narrow') {
		dialogue.say(...offer(picked.items, items, picked.whole));
	} else if (picked.item.unavailable) {
		dialogue.say(`Problem: ${picked.item.label} is unavailable. ${picked.item.unavailable}`);
	} else {
		dialogue.say(`Chosen: ${picked.item.label}.`);
		return picked.item.value;
	}
	return undefined;
}

async function askText(key: QuestionKey, proposal: string | undefined, dialogue: Dialogue): Promise<string> {
	const isSecret = isSecretKey(key);
	const what =
		proposal === undefined
			? ''
			: isSecret
				? proposal === ''
					? ' (Enter to have one generated)'
					: ' (Enter for the one that is there)'
				: ` (Enter for ${proposal})`;
	const line = await dialogue.ask(isSecret ? `Answer, not shown${what}:` : `Answer${what}:`, {isSecret});
	return line.trim() === '' && proposal !== undefined ? proposal : line;
}
