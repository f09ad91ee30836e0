import {UsageError} from '../errors/kinds.ts';
import type {Check} from '../plan/check.ts';
import type {Choices} from '../deployment/choices.ts';
import type {Settled} from './answers.ts';
import type {Form} from './form.ts';
import {describeReview} from './review.ts';
import {questionKeys, questions} from './questions.ts';
import type {NextCommand} from './existing.ts';
import type {AnswerSource} from './answer-source.ts';

/** First name and the rest; the application wants both. */
export function splitName(name: string): {firstName: string; lastName: string} {
	const [firstName = name, ...rest] = name.split(' ');
	return {firstName, lastName: rest.join(' ') || firstName};
}

/** Turns a full set of answers into choices, and makes the SSH key if it is a new one. Throws when an answer is missing. */
export async function finish(settled: Settled, source: Pick<AnswerSource, 'createSshKey'>): Promise<Choices> {
	const choices = draft(settled);
	const {publicKey, privateKeyPath} = choices.sshKey;
	return publicKey ? choices : {...choices, sshKey: {privateKeyPath, publicKey: (await source.createSshKey(privateKeyPath)).publicKey}};
}

/** The choices before anything is made: an SSH key that is still to be made has an empty public half. Throws when an answer is missing. */
export function draft(settled: Settled): Choices {
	const {
		target,
		subscription,
		region,
		currency,
		size,
		cloudflareToken,
		domain,
		sshFrom,
		sshKey,
		ownerEmail,
		ownerName,
		ownerPassword,
		certificateContact,
		budget,
		osDisk,
		ubuntu,
		release,
		resourceGroup,
	} = settled;
	if (
		!target ||
		!subscription ||
		!region ||
		!currency ||
		!size ||
		!cloudflareToken ||
		!domain ||
		!sshFrom ||
		!sshKey ||
		!ownerEmail ||
		!ownerName ||
		!ownerPassword ||
		!certificateContact ||
		budget === undefined ||
		!osDisk ||
		!ubuntu ||
		!release ||
		!resourceGroup
	) {
		const missing = questionKeys.filter(key => settled[key] === undefined).map(key => questions[key].title);
		throw new UsageError({code: 'answers.missing', cause: `Not answered: ${missing.join(', ')}.`, outcome: 'Nothing was begun.'});
	}
	return {
		target,
		subscription: {id: subscription.id, name: subscription.name, tenantId: subscription.tenantId},
		region: region.name,
		size: size.name,
		ubuntu,
		release,
		resourceGroup,
		domain: domain.name,
		zone: {id: domain.zone.id, name: domain.zone.name, nameServers: domain.zone.nameServers},
		cloudflareToken: cloudflareToken.token,
		sshFrom,
		sshKey: {publicKey: sshKey.publicKey ?? '', privateKeyPath: sshKey.path},
		owner: {email: ownerEmail, ...splitName(ownerName), ...ownerPassword},
		certificateContact,
		osDisk,
		currency,
		budget,
	};
}

/** Choices that were reviewed and confirmed. */
export interface Confirmed {
	choices: Choices;
	/** Ids of the checks in spite of which the operator goes on. */
	overridden: ReadonlySet<string>;
	/** The checks, where they were asked and judged already. */
	checks?: readonly Check[];
}

/** Everything about a deployment in Azure, or its rehearsal. */
export const deploymentForm: Form<Confirmed | NextCommand> = {
	title: 'Wasper on Azure',
	keys: questionKeys,
	confirm: 'Create all of this',
	confirmBriefly: 'Create it',
	async review(settled, cached) {
		const {subscription, region, currency = 'USD', resourceGroup = ''} = settled;
		const place = [subscription?.id ?? '', region?.name ?? ''] as const;
		const [prices, sizes, keptDisk] = await Promise.all([
			cached.regionPrices(...place, currency),
			cached.sizes(...place),
			cached.systemDisk(subscription?.id ?? '', resourceGroup),
		]);
		return describeReview(settled, prices, {sizes, keptDisk});
	},
	preview: async (settled, source, options) => source.preview(draft(settled), options),
	onNextCommand: handover => handover,
	finish: async (settled, source, {overridden, checks}) => ({choices: await finish(settled, source), overridden, ...(checks && {checks})}),
};
