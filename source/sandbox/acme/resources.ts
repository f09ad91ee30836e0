import {setTimeout as wait} from 'node:timers/promises';
import * as z from 'zod';
import type {Answer} from '../foundation/https.ts';
import {own, ownAuthorization, ownOrder, read} from './access.ts';
import {createOrder, type Account, type Authorization} from './book.ts';
import {accountAnswer, describeAuthorization, describeChallenge, orderAnswer} from './describe.ts';
import {downloadCertificate, issueCertificate} from './issuance.ts';
import {checkLimits} from './limits.ts';
import {Problem} from './problem.ts';
import type {SignedRequest} from './signed-request.ts';
import type {Services} from './services.ts';
import {validateHttp} from './validation.ts';

type Resource = (services: Services, signed: SignedRequest, id: string) => Answer | Promise<Answer>;

const hostName = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]*[a-z][a-z\d-]*$/;
const newAccount = z.object({
	contact: z.array(z.string()).default([]),
	termsOfServiceAgreed: z.boolean().default(false),
	onlyReturnExisting: z.boolean().default(false),
});
const newOrder = z.object({identifiers: z.array(z.object({type: z.literal('dns'), value: z.string()})).min(1)});

/** Resources by the first part of their path. Each answers a signed POST. */
export const resources: Partial<Record<string, Resource>> = {
	'new-account': registerAccount,
	account: ({book, base}, signed, id) => accountAnswer(base, 200, own(book.accounts.get(id), id, signed)),
	'new-order': placeOrder,
	order: (services, signed, id) => orderAnswer(services, 200, ownOrder(services, signed, id)),
	authorization: ({book, base}, signed, id) => ({status: 200, body: describeAuthorization(base, ownAuthorization(book, signed, id))}),
	challenge: startChallenge,
	finalize: issueCertificate,
	certificate: downloadCertificate,
};

function registerAccount({book, base}: Services, {payload, key, thumbprint}: SignedRequest): Answer {
	const {contact, termsOfServiceAgreed, onlyReturnExisting} = read(newAccount, payload);
	const existing = book.accounts.get(thumbprint);
	if (existing) {
		return accountAnswer(base, 200, existing);
	}

	if (onlyReturnExisting) {
		throw new Problem('accountDoesNotExist', 400, 'No account exists with the provided key');
	}

	if (!termsOfServiceAgreed) {
		throw new Problem('malformed', 400, 'must agree to terms of service');
	}

	const wrong = contact.find(address => !/^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address));
	if (wrong) {
		throw new Problem('invalidContact', 400, `Error validating contact(s): ${JSON.stringify(wrong)} is not a valid e-mail address`);
	}

	const account: Account = {id: thumbprint, key, contact};
	book.accounts.set(account.id, account);
	return accountAnswer(base, 201, account);
}

function placeOrder(services: Services, {payload, accountId = ''}: SignedRequest): Answer {
	const names = [...new Set(read(newOrder, payload).identifiers.map(identifier => identifier.value.toLowerCase()))];
	const wrong = names.find(name => !hostName.test(name));
	if (wrong) {
		throw new Problem(
			'rejectedIdentifier',
			400,
			`Invalid identifiers requested :: Cannot issue for ${JSON.stringify(wrong)}: Domain name is not a host name that http-01 can prove`,
		);
	}

	checkLimits(services.book, accountId, names);
	return orderAnswer(services, 201, createOrder(services.book, accountId, names));
}

function startChallenge(services: Services, signed: SignedRequest, id: string): Answer {
	const {book, base} = services;
	const authorization = ownAuthorization(book, signed, id);
	if (signed.payload && authorization.status === 'pending' && !services.validating.has(id)) {
		void validate(services, authorization, signed.thumbprint);
	}

	return {
		status: 200,
		headers: {link: `<${base}/authorization/${id}>;rel="up"`},
		body: describeChallenge(base, authorization),
	};
}

async function validate(
	{book, internet, validationDelay, validating, signal}: Services,
	authorization: Authorization,
	thumbprint: string,
): Promise<void> {
	let error: Problem | undefined;
	validating.add(authorization.id);
	try {
		await wait(validationDelay, undefined, {signal});
		await validateHttp(authorization.name, authorization.token, thumbprint, internet);
	} catch (failure) {
		if (signal.aborted) {
			return;
		}

		error = failure instanceof Problem ? failure : new Problem('connection', 400, String(failure));
	} finally {
		validating.delete(authorization.id);
	}

	book.authorizations.set(authorization.id, {
		...authorization,
		status: error ? 'invalid' : 'valid',
		validated: new Date().toISOString(),
		...(error && {error: error.document()}),
	});
}
