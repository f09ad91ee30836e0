import type {Check} from '../plan/check.ts';
import type {Choices} from '../deployment/choices.ts';
import type {Answered} from './answers.ts';
import type {Form} from './form.ts';
import {describeReview} from './review.ts';
import {questionKeys} from './questions.ts';
import type {ExistingAction, NextCommand} from './existing.ts';
import type {AnswerSource} from './answer-source.ts';

/** First name and the rest; the application wants both. */
export function splitName(name: string): {firstName: string; lastName: string} {
	const [firstName = name, ...rest] = name.split(' ');
	return {firstName, lastName: rest.join(' ') || firstName};
}

/** Turns the answers into choices, and creates the SSH key if it is a new one. */
export async function finish(answered: Answered, source: Pick<AnswerSource, 'createSshKey'>): Promise<Choices> {
	const choices = draft(answered);
	const {publicKey, privateKeyPath} = choices.sshKey;
	return publicKey ? choices : {...choices, sshKey: {privateKeyPath, publicKey: (await source.createSshKey(privateKeyPath)).publicKey}};
}

/** The choices before anything is created: an SSH key that is still to be created has an empty public half. */
export function draft({subscription, region, size, domain, cloudflareToken, sshKey, ...answered}: Answered): Choices {
	const {ownerEmail, ownerName, ownerPassword, target, ubuntu, release, resourceGroup, sshFrom, certificateContact} = answered;
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
		osDisk: answered.osDisk,
		currency: answered.currency,
		budget: answered.budget,
	};
}

/** Choices that were reviewed and confirmed. */
export interface Confirmed {
	choices: Choices;
	/** Ids of the failed checks that the operator overrides. */
	overridden: ReadonlySet<string>;
	/** The checks, where they have run already. */
	checks?: readonly Check[];
}

/** Everything about a deployment in Azure, or its rehearsal. `actions` are the commands for one that exists already. */
export const deploymentForm = (actions: readonly ExistingAction[]): Form<Confirmed | NextCommand> => ({
	title: 'Wasper on Azure',
	keys: questionKeys,
	confirm: 'Create all of this',
	confirmBriefly: 'Create it',
	async review(answered, cached) {
		const {subscription, region, currency, resourceGroup} = answered;
		const place = [subscription.id, region.name] as const;
		const [prices, sizes, keptDisk] = await Promise.all([
			cached.regionPrices(...place, currency),
			cached.sizes(...place),
			cached.systemDisk(subscription.id, resourceGroup),
		]);
		return describeReview(answered, prices, {sizes, keptDisk});
	},
	preview: async (answered, source, options) => source.preview(draft(answered), options),
	existing: {actions, onNextCommand: command => command},
	finish: async (answered, source, {overridden, checks}) => ({
		choices: await finish(answered, source),
		overridden,
		...(checks && {checks}),
	}),
});
