import type {Answered} from './answers.ts';
import type {Question} from './question.ts';
import {isSecretKey, questionKeys, type QuestionKey} from './question-keys.ts';
import {budget} from './questions/budget.ts';
import {certificateContact} from './questions/certificate-contact.ts';
import {cloudflareToken} from './questions/cloudflare-token.ts';
import {currency} from './questions/currency.ts';
import {domain} from './questions/domain.ts';
import {osDisk} from './questions/os-disk.ts';
import {ownerEmail} from './questions/owner-email.ts';
import {ownerName} from './questions/owner-name.ts';
import {ownerPassword} from './questions/owner-password.ts';
import {region} from './questions/region.ts';
import {release} from './questions/release.ts';
import {resourceGroup} from './questions/resource-group.ts';
import {signIn} from './questions/sign-in.ts';
import {size} from './questions/size.ts';
import {sshFrom} from './questions/ssh-from.ts';
import {sshKey} from './questions/ssh-key.ts';
import {subscription} from './questions/subscription.ts';
import {target} from './questions/target.ts';
import {ubuntu} from './questions/ubuntu.ts';

export {isAskedOnMachine, isSecretKey, onMachineKeys, questionKeys, type QuestionKey, type SecretKey} from './question-keys.ts';
export type {Question} from './question.ts';

/** Every question by its key. To add one: its file, its key and place in `questionKeys`, and the type of its answer. */
export const questions: Record<QuestionKey, Question> = {
	target,
	signIn,
	subscription,
	currency,
	region,
	size,
	cloudflareToken,
	domain,
	sshFrom,
	sshKey,
	release,
	ownerEmail,
	ownerName,
	ownerPassword,
	certificateContact,
	budget,
	osDisk,
	ubuntu,
	resourceGroup,
};

/** `key` and every question whose answer depends on it. */
export function dependants(key: QuestionKey): ReadonlySet<QuestionKey> {
	const found = new Set<QuestionKey>([key]);
	for (const other of questionKeys) {
		if (questions[other].needs.some(need => found.has(need))) {
			found.add(other);
		}
	}
	return found;
}

/** A checked answer as one would type it again; empty for a secret or where there is none. */
export function typedAnswer(key: QuestionKey, answered: Partial<Answered>): string {
	const value = answered[key];
	return value === undefined || isSecretKey(key) ? '' : (questions[key].typed?.(value) ?? (typeof value === 'string' ? value : ''));
}

/** A checked answer to be read, never a secret; empty where there is none. */
export function shownAnswer(key: QuestionKey, answered: Partial<Answered>): string {
	const value = answered[key];
	if (value === undefined) {
		return '';
	}
	return questions[key].show?.(value, answered) ?? (isSecretKey(key) ? 'given, not shown' : typedAnswer(key, answered));
}

/** All answers in the order of the questions, as lines to read; a secret is only said to be given. */
export function describeAnswers(answered: Partial<Answered>): Array<{title: string; text: string}> {
	return questionKeys
		.filter(key => answered[key] !== undefined)
		.map(key => ({title: questions[key].title, text: shownAnswer(key, answered)}));
}
