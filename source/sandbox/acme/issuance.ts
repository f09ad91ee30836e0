// The certificate library's decorators need the metadata that this adds.
import 'reflect-metadata';
import {Pkcs10CertificateRequest, SubjectAlternativeNameExtension} from '@peculiar/x509';
import * as z from 'zod';
import type {Answer} from '../foundation/https.ts';
import {ownOrder, read} from './access.ts';
import {orderStatus, type Order} from './book.ts';
import {orderAnswer} from './describe.ts';
import {Problem} from './problem.ts';
import type {SignedRequest} from './signed-request.ts';
import type {Services} from './services.ts';

const days = 90;
const finalization = z.object({csr: z.base64url()});

/** Issues what a ready order's signing request asks for. */
export async function issueCertificate(services: Services, signed: SignedRequest, id: string): Promise<Answer> {
	const {book, authority} = services;
	const order = ownOrder(services, signed, id);
	const status = orderStatus(book, order);
	if (status !== 'ready') {
		throw new Problem('orderNotReady', 403, `Order's status (${JSON.stringify(status)}) is not acceptable for finalization`);
	}

	const request = Uint8Array.from(Buffer.from(read(finalization, signed.payload).csr, 'base64url'));
	const asked = await Promise.try(() => requestedNames(request)).catch(() => {
		throw new Problem('badCSR', 400, 'Error parsing certificate request');
	});
	if (asked.toSorted().join(',') !== order.names.toSorted().join(',')) {
		throw new Problem('badCSR', 400, 'Error finalizing order :: CSR does not specify same identifiers as Order');
	}

	const leaf = await authority.signRequest(request, order.names, days).catch(() => {
		throw new Problem('badCSR', 400, 'Error finalizing order :: invalid signature on CSR');
	});
	const issued: Order = {...order, certificate: `${leaf.trimEnd()}\n${authority.caCertificate}`, issued: new Date().toISOString()};
	book.orders.set(id, issued);
	return orderAnswer(services, 200, issued);
}

/** Names in a signing request: its alternative names, and its common name when there is one. */
function requestedNames(request: Uint8Array<ArrayBuffer>): string[] {
	const parsed = new Pkcs10CertificateRequest(request);
	const alternatives = parsed.extensions.find(extension => extension instanceof SubjectAlternativeNameExtension)?.names.items ?? [];
	const names = [...alternatives.map(item => item.value), ...parsed.subjectName.getField('CN')];
	return [...new Set(names.map(name => name.toLowerCase()))];
}

/** The issued chain, leaf first. */
export function downloadCertificate(services: Services, signed: SignedRequest, id: string): Answer {
	const {certificate} = ownOrder(services, signed, id);
	if (!certificate) {
		throw new Problem('malformed', 404, 'Certificate not found');
	}

	return {status: 200, headers: {'content-type': 'application/pem-certificate-chain'}, body: certificate};
}
