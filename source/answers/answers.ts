import type {MachineSize} from '../deployment/machine-size.ts';
import type {OsDisk, UbuntuRelease} from '../deployment/choices.ts';
import type {Currency} from '../deployment/billing/prices.ts';
import type {Secret} from '../deployment/secret.ts';
import type {OperatorError} from '../errors/kinds.ts';
import type {Zone} from '../deployment/zone.ts';
import type {QuestionKey, SecretKey} from './question-keys.ts';
import type {Region, SignInMethod, Subscription} from './answer-source.ts';

/** Answers as they were given, not yet checked. */
export type Answers = {[Key in QuestionKey]?: Key extends SecretKey ? Secret : string};

/** Where each given answer came from, in the operator's words: `--domain`, `WASPER_DOMAIN`, `answers.json`. */
export type Origins = Partial<Record<QuestionKey, string>>;

export interface Given {
	answers: Answers;
	origins: Origins;
}

export type Target = 'azure' | 'sandbox';

/** The checked answer to each question, with what was looked up for it. */
interface CheckedAnswers extends Record<QuestionKey, unknown> {
	target: Target;
	signIn: SignInMethod;
	subscription: Subscription;
	currency: Currency;
	region: Region;
	size: MachineSize;
	cloudflareToken: {token: Secret; zones: Zone[]};
	domain: {name: string; zone: Zone};
	sshFrom: string;
	/** `publicKey` is absent for a pair that is created once everything is confirmed. */
	sshKey: {path: string; publicKey?: string};
	ownerEmail: string;
	ownerName: string;
	/** `generated` says that the tool chose it. */
	ownerPassword: {password: Secret; generated: boolean};
	certificateContact: string;
	/** Per month, in the chosen currency. */
	budget: number;
	osDisk: OsDisk;
	ubuntu: UbuntuRelease;
	release: string;
	resourceGroup: string;
}

/** The checked answers to exactly these questions; while questions are still being asked, `Partial` of it. */
export type Answered<Key extends QuestionKey = QuestionKey> = Pick<CheckedAnswers, Key>;

/** The first of `keys` that has no answer; where there is none, the answers to all of them. */
export function nextQuestion<Key extends QuestionKey>(
	keys: readonly Key[],
	answered: Partial<Answered>,
): {key: Key} | {answered: Answered<Key>} {
	const key = keys.find(item => answered[item] === undefined);
	// With no key left, each of them has its answer.
	return key === undefined ? {answered: answered as Answered<Key>} : {key};
}

/** The result of checking an answer: its value with a remark, or a problem in words with a better answer if one is known. */
export type Verdict<Value> = {ok: true; value: Value; note?: string} | Wrong;

export interface Wrong {
	ok: false;
	problem: string;
	suggestion?: string;
	/** The answer led to other choices: the list has to be offered again. */
	isNewList?: boolean;
	/** The answer could not be checked, and why. */
	failure?: OperatorError;
}

/** A good answer. */
export function right<Value>(value: Value, note?: string): Verdict<Value> {
	return note === undefined ? {ok: true, value} : {ok: true, value, note};
}

/** A refused answer; `suggestion` is what the operator may have meant. */
export function wrong(problem: string, suggestion?: string): Wrong {
	return suggestion === undefined ? {ok: false, problem} : {ok: false, problem, suggestion};
}

/** A refusal as one paragraph: the problem, and the better answer if there is one. */
export function refusalText({problem, suggestion}: Wrong): string {
	return suggestion === undefined ? problem : `${problem} Did you mean ${suggestion}?`;
}
