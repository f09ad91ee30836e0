import {Secret} from '../deployment/secret.ts';
import {right, wrong, type Settled, type Verdict} from './answers.ts';
import {
	checkBudget,
	checkChoice,
	checkCurrency,
	checkEmail,
	checkKeyPath,
	checkName,
	checkOsDisk,
	checkPassword,
	checkResourceGroup,
	checkToken,
	checkUbuntu,
} from './checks/checks.ts';
import {checkDomain, matchZone} from './checks/domain.ts';
import type {CachedAnswers} from './cached-answers.ts';
import {matchRegion, matchSize, matchSubscription} from './checks/matching.ts';
import {generatePassword} from './checks/password.ts';
import type {QuestionKey} from './questions.ts';
import {checkSshFrom} from './checks/ssh-from.ts';
import {enterTenant} from './tenant.ts';
import type {SignInMethod, SignInWatch} from './answer-source.ts';

/** What settling an answer may look at. `lookups` is there once the target is settled. */
export interface ValidationContext extends SignInWatch {
	settled: Settled;
	cached?: CachedAnswers;
}

type Validator<Key extends QuestionKey> = (
	text: string,
	context: ValidationContext,
) => Promise<Verdict<NonNullable<Settled[Key]>>> | Verdict<NonNullable<Settled[Key]>>;

const validators: {[Key in QuestionKey]: Validator<Key>} = {
	target(text) {
		const verdict = checkChoice('target', text);
		return verdict.ok ? right(verdict.value === 'sandbox' ? 'sandbox' : 'azure') : verdict;
	},
	async signIn(text, context) {
		const verdict = checkChoice('signIn', text);
		if (!verdict.ok) {
			return verdict;
		}
		const cached = ask(context);
		const methods = await cached.signInMethods();
		const method: SignInMethod | undefined = methods.find(item => item === verdict.value);
		if (!method) {
			return wrong(`Signing in by ${verdict.value} can't work here; ${methods.join(', ') || 'nothing'} can.`, methods[0]);
		}
		await cached.source.signIn(method, watchOf(context));
		cached.forgetAzure();
		return right(method);
	},
	async subscription(text, context) {
		const cached = ask(context);
		const closed = await cached.closedTenants();
		const tenant = closed.find(({id, canEnter}) => canEnter && id === text);
		return tenant
			? enterTenant(tenant, need(context, 'signIn'), cached, watchOf(context))
			: matchSubscription(text, await cached.subscriptions(), closed, cached.purpose);
	},
	currency: text => checkCurrency(text),
	region: async (text, context) => matchRegion(text, await ask(context).regions(need(context, 'subscription').id)),
	async size(text, context) {
		const region = need(context, 'region').name;
		return matchSize(text, await ask(context).sizes(need(context, 'subscription').id, region), region);
	},
	async cloudflareToken(text, context) {
		const verdict = checkToken(text);
		if (!verdict.ok) {
			return verdict;
		}
		const token = new Secret(verdict.value);
		const zones = await ask(context).zones(token);
		return zones.length > 0
			? right({token, zones})
			: wrong('The token works but sees no zone. Give it Zone Read and DNS Edit for the zone of your domain.');
	},
	domain(text, context) {
		const verdict = checkDomain(text);
		if (!verdict.ok) {
			return verdict;
		}
		const zone = matchZone(verdict.value, need(context, 'cloudflareToken').zones);
		return zone.ok && verdict.note ? {...zone, note: [verdict.note, zone.note].filter(Boolean).join(' ')} : zone;
	},
	sshFrom: text => checkSshFrom(text),
	async sshKey(text, context) {
		const verdict = checkKeyPath(text);
		if (!verdict.ok) {
			return verdict;
		}
		const key = (await ask(context).sshKeys()).find(({path}) => path === verdict.value);
		return right({path: verdict.value, ...(key && {publicKey: key.publicKey})});
	},
	ownerEmail: text => checkEmail(text),
	ownerName: text => checkName(text),
	ownerPassword(text) {
		if (text === '') {
			return right({password: generatePassword(), generated: true});
		}
		const verdict = checkPassword(text);
		return verdict.ok ? right({password: new Secret(verdict.value), generated: false}) : verdict;
	},
	certificateContact: text => checkEmail(text),
	budget: (text, context) => checkBudget(text, need(context, 'currency')),
	osDisk: text => checkOsDisk(text),
	ubuntu: text => checkUbuntu(text),
	release: text => checkChoice('release', text),
	resourceGroup: text => checkResourceGroup(text),
};

/** Checks one answer, asking the world where it must. Throws what the world throws, an OperatorError. */
export async function validate(key: QuestionKey, text: string, context: ValidationContext): Promise<Verdict<Settled>> {
	const verdict = await validators[key](text, context);
	return verdict.ok ? {...verdict, value: {[key]: verdict.value}} : verdict;
}

const checkable: Partial<Record<QuestionKey, (text: string) => Verdict<unknown>>> = {
	cloudflareToken: checkToken,
	domain: checkDomain,
	sshFrom: checkSshFrom,
	sshKey: checkKeyPath,
	certificateContact: checkEmail,
};

/** What can be said about an answer while those that it depends on are missing. */
export function checkAlone(key: QuestionKey, text: string): Verdict<undefined> {
	const verdict = checkable[key]?.(text);
	return verdict && !verdict.ok ? verdict : right(undefined);
}

function ask({cached}: ValidationContext): CachedAnswers {
	if (!cached) {
		throw new Error('The target must be settled before the world is asked.');
	}
	return cached;
}

function watchOf({signal, onDeviceCode}: ValidationContext): SignInWatch {
	return {...(signal && {signal}), ...(onDeviceCode && {onDeviceCode})};
}

function need<Key extends QuestionKey>({settled}: ValidationContext, key: Key): NonNullable<Settled[Key]> {
	const value = settled[key];
	if (value === undefined) {
		throw new Error(`${key} must be settled first.`);
	}
	return value;
}
