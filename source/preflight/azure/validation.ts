import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';
import type {CheckId} from '../table.ts';
import {memberKinds} from '../../azure/kinds.ts';
import {atOurNames} from './own-resources.ts';

/** Other checks that find what Azure reports with a code: it is not reported twice. */
const alsoFoundBy: Record<string, CheckId[]> = {
	AuthorizationFailed: ['azure.permissions'],
	RequestDisallowedByPolicy: ['azure.policy'],
	MissingSubscriptionRegistration: ['azure.providers'],
	ScopeLocked: ['azure.locks'],
	SkuNotAvailable: ['azure.size'],
	InvalidParameter: ['azure.size', 'azure.image'],
	BadRequest: ['azure.size', 'azure.image'],
	PlatformImageNotFound: ['azure.image'],
	OperationNotAllowed: ['azure.quota.region', 'azure.quota.family', 'azure.disks'],
	QuotaExceeded: ['azure.quota.region', 'azure.quota.family', 'azure.disks'],
	PublicIPCountLimitReached: ['azure.addresses'],
};

/** What Azure validates only after something that the run itself does first. */
const unfinished = 'what exists is finished, which the run waits for or repairs';
const laterWhen: Record<string, string> = {
	MissingSubscriptionRegistration: 'the subscription is registered for it, which the run does',
	ReferencedResourceNotProvisioned: unfinished,
	AnotherOperationInProgress: unfinished,
	RetryableError: unfinished,
	RetryableErrorDueToAnotherOperation: unfinished,
};

/** Whether Azure's own validation of everything that a run would create reports an error. */
export async function checkValidation(context: Context): Promise<Outcome> {
	const {gateways, placement, groupScope, subscriptionScope, call} = context;
	const [group, members] = await Promise.all([context.group(), context.members()]);
	const existing = atOurNames(placement.names, members).map(({kind, member}) => ({type: kind.type, name: member.name}));
	if (existing.length === memberKinds.length) {
		return passed('everything exists, so nothing is left to validate');
	}

	const deployment = await gateways.rehearsal({group: group !== undefined, resources: existing});
	const refusals = await gateways.inquiries.validation.refusals(group ? groupScope : subscriptionScope, deployment, call);
	const findings = await Promise.all(refusals.map(async ({explanation}) => ({explanation, by: await foundBy(context, explanation.code)})));
	const evidence = listed(findings.flatMap(({explanation}) => explanation.evidence?.[0] ?? []));
	const fresh = findings.filter(({by}) => by === undefined);
	const refused = fresh.find(({explanation}) => laterWhen[explanation.code] === undefined);
	if (refused) {
		const {cause, next = 'Choose another --size or --region.'} = refused.explanation;
		return failed(cause, next, evidence);
	}

	const [first] = fresh;
	if (first) {
		return unknown(`Azure can validate this only once ${laterWhen[first.explanation.code]}.`, evidence);
	}

	return findings.length > 0
		? failed(
				`Azure's own validation reports what ${[...new Set(findings.map(({by}) => by))].join(' and ')} found too.`,
				'Fix that first.',
				evidence,
				'note',
			)
		: passed(`Azure validated ${memberKinds.length - existing.length} resources without an error`);
}

/** The first of Azure's words, which are long, and how many more there are. */
function listed(words: readonly string[]): string {
	const [first = '', ...others] = words;
	return others.length > 0 ? `${first} And ${others.length} more.` : first;
}

/** The check that has found the same already. */
async function foundBy(context: Context, code: string): Promise<CheckId | undefined> {
	const others = alsoFoundBy[code] ?? [];
	const outcomes = await Promise.all(others.map(async id => context.outcome(id)));
	return others.find((_, index) => outcomes[index]?.state === 'failed');
}
