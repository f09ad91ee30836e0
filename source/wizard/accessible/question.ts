import type {Given} from '../../answers/answers.ts';
import type {CachedAnswers} from '../../answers/cached-answers.ts';
import {prepare} from '../../answers/prepare.ts';
import {isSecretKey, questions, type QuestionKey} from '../../answers/questions.ts';
import {validate, type ValidationContext} from '../../answers/validate.ts';
import {tokenLink} from '../../answers/token-link.ts';
import {OperatorError} from '../../errors/kinds.ts';
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
	const context: ValidationContext = {
		settled: session.settled,
		...(cached && {cached}),
		onDeviceCode: ({userCode, verificationUri, expiresAt}) =>
			dialogue.say(
				`Open ${verificationUri} on any device and type the code ${userCode}.`,
				`Spelled: ${[...userCode].join(' ')}.`,
				`It is good for ${Math.round((expiresAt.getTime() - Date.now()) / 60_000)} minutes.`,
			),
	};
	const opening = await dialogue.waiting(busyText(key), prepare(key, given.answers, context, mayAnswerItself(session, key)));
	if (opening.auto !== undefined) {
		return settleItself(key, opening.auto, context, dialogue);
	}

	const {text, hint} = questions[key];
	const {step, of} = progress(key, session);
	dialogue.say('', session.editing ? `Change an answer. ${text}` : `Question ${step} of ${of}. ${text}`, hint);
	const refused = session.refused[key];
	if (refused !== undefined) {
		dialogue.say(session.renewed === key ? refused : `Problem: ${refused}`);
	}
	if (key === 'cloudflareToken') {
		dialogue.say(`Tokens are made at ${tokenLink()}`);
	}
	const source = choiceSources[key];
	const items = fixedChoices[key]?.() ?? (source && cached && (await dialogue.waiting(source.what, source.items(cached, session.settled))));
	const proposal = draftText(session, key) ?? opening.prefill;
	if (items) {
		const remark = cached && (await source?.remark?.(cached, session.settled));
		dialogue.say(...(remark === undefined ? [] : [`Prices: ${remark}.`]), ...offer(items, items));
	}

	for (;;) {
		const answer = items ? await askItem(items, proposal, dialogue) : await askText(key, proposal, dialogue);
		if (answer === undefined) {
			continue;
		}
		try {
			const verdict = await dialogue.waiting(busyText(key), validate(key, answer, context));
			if (verdict.ok) {
				if (verdict.note) {
					dialogue.say(`Note: ${verdict.note}`);
				}
				return {type: 'settle', key, settled: verdict.value, by: 'operator', draft: answer};
			}
			if (verdict.isNewList) {
				return {type: 'refuse', key, problem: verdict.problem, isNewList: true};
			}
			dialogue.say(`Problem: ${verdict.problem}${verdict.suggestion ? ` Did you mean ${verdict.suggestion}?` : ''}`);
		} catch (error) {
			if (!(error instanceof OperatorError) || error.kind === 'bug') {
				throw error;
			}
			dialogue.tell(error);
		}
	}
}

/** Tries an answer that nobody was asked for; what is wrong with it is told with the question. */
async function settleItself(key: QuestionKey, text: string, context: ValidationContext, dialogue: Dialogue): Promise<Action> {
	try {
		const verdict = await dialogue.waiting(busyText(key), validate(key, text, context));
		return verdict.ok ? {type: 'settle', key, settled: verdict.value, by: 'itself'} : {type: 'refuse', key, problem: verdict.problem};
	} catch (error) {
		if (!(error instanceof OperatorError) || error.kind === 'bug') {
			throw error;
		}
		return {type: 'refuse', key, problem: error.explanation.cause};
	}
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
