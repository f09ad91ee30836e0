// The certificate library's decorators need the metadata that this adds.
import 'reflect-metadata';
import {PemConverter, Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension} from '@peculiar/x509';
import {calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK} from 'jose';
import * as z from 'zod';
import type {HostSettings} from '../../host/protocol.ts';
import {AcmeAccount} from './acme-account.ts';
import {failedChallenge} from './certbot.ts';

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'} as const;
const orderSchema = z.object({status: z.string(), authorizations: z.array(z.url()), finalize: z.url(), certificate: z.url().optional()});
const problem = z.object({type: z.string(), detail: z.string()});
const challengeSchema = z.object({type: z.string(), url: z.url(), token: z.string(), error: problem.optional()});
const authorizationSchema = z.object({status: z.string(), challenges: z.array(challengeSchema)});

export interface CertificateRequest {
	settings: HostSettings;
	/** The machine's account key; generated when it has none. */
	accountKey: JWK | undefined;
	/** PEM of authorities to trust. */
	trusted: string[];
	/** The challenge files on port 80, by token. */
	answers: Map<string, string>;
	signal: AbortSignal;
}

/** Gets a certificate as a machine does: order, challenge on port 80, finalize, download. Throws a UnitError. */
export async function requestCertificate({
	settings,
	trusted,
	answers,
	signal,
	...request
}: CertificateRequest): Promise<{accountKey: JWK; key: string; chain: string}> {
	const accountKey = request.accountKey ?? (await newAccountKey());
	const {acmeDirectory, certificateContact: contact, domain: name} = settings;
	const account = await AcmeAccount.open(acmeDirectory, accountKey, {contact, trusted, name});
	const placed = await account.post(account.newOrderUrl, {identifiers: [{type: 'dns', value: settings.domain}]});
	const orderUrl = placed.headers['location'] ?? '';
	const order = orderSchema.parse(placed.body);
	for (const url of order.authorizations) {
		// oxlint-disable-next-line no-await-in-loop -- there is one domain
		await prove(account, name, url, answers, signal);
	}

	const {key, csr} = await signingRequest(settings.domain);
	await account.post(order.finalize, {csr});
	const issued = await account.poll(orderUrl, orderSchema, ({status}) => status === 'valid' || status === 'invalid', signal);
	const chain = await account.post(issued.certificate ?? orderUrl);
	return {accountKey, key, chain: z.string().parse(chain.body)};
}

async function prove(account: AcmeAccount, name: string, url: string, answers: Map<string, string>, signal: AbortSignal): Promise<void> {
	const {status, challenges} = authorizationSchema.parse((await account.post(url)).body);
	const challenge = challenges.find(({type}) => type === 'http-01');
	if (status === 'valid' || !challenge) {
		return;
	}

	answers.set(challenge.token, `${challenge.token}.${await calculateJwkThumbprint(account.publicKey)}`);
	try {
		await account.post(challenge.url, {});
		const decided = await account.poll(url, authorizationSchema, authorization => authorization.status !== 'pending', signal);
		const failure = decided.challenges.find(({type}) => type === 'http-01')?.error;
		if (failure) {
			throw failedChallenge(name, failure.type.split(':').at(-1) ?? 'unexpected', failure.detail);
		}
	} finally {
		answers.delete(challenge.token);
	}
}

async function newAccountKey(): Promise<JWK> {
	const {privateKey} = await generateKeyPair('ES256', {extractable: true});
	return exportJWK(privateKey);
}

/** A new key (PEM) and a signing request for `name` (base64url of its DER). */
async function signingRequest(name: string): Promise<{key: string; csr: string}> {
	const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const request = await Pkcs10CertificateRequestGenerator.create({
		name: [{CN: [name]}],
		keys,
		signingAlgorithm: algorithm,
		extensions: [new SubjectAlternativeNameExtension([{type: 'dns', value: name}])],
	});
	const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
	return {key, csr: Buffer.from(request.rawData).toString('base64url')};
}
