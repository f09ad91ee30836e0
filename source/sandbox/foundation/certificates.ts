import {readFile, rename, writeFile} from 'node:fs/promises';
import {isIP} from 'node:net';
import {join} from 'node:path';
import type {webcrypto} from 'node:crypto';
// The certificate library's decorators need the metadata that this adds.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'} as const;
const day = 24 * 60 * 60 * 1000;
const authorityFile = 'authority.pem';
const pemBlock = /-----BEGIN (?<label>[A-Z ]+)-----[^-]+-----END \k<label>-----\n?/g;

export interface IssuedCertificate {
	/** PEM, PKCS 8. */
	key: string;
	/** PEM of the certificate. */
	cert: string;
}

/**
 * The certificate authority behind all stand-ins. Its key is kept in the state folder, readable by the owner only,
 * so that what trusted an earlier run trusts this one.
 */
export class SandboxAuthority {
	private constructor(
		readonly caCertificate: string,
		private readonly certificate: x509.X509Certificate,
		private readonly key: webcrypto.CryptoKey,
	) {}

	/** The authority kept in `folder`, created on the first call. */
	static async open(folder: string): Promise<SandboxAuthority> {
		const path = join(folder, authorityFile);
		const kept = await readFile(path, 'utf8').catch(() => undefined);
		const blocks = (kept ?? (await createAuthority(path))).match(pemBlock) ?? [];
		const [keyPem, certificatePem] = blocks;
		if (!keyPem || !certificatePem) {
			throw new Error(`${path} holds no key and certificate`);
		}

		const key = await crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(keyPem), algorithm, false, ['sign']);
		return new SandboxAuthority(certificatePem, new x509.X509Certificate(certificatePem), key);
	}

	/** A new key and a certificate for these DNS names and IP addresses. */
	async issue(names: string[], days = 90): Promise<IssuedCertificate> {
		const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
		return {key: await privateKeyPem(keys.privateKey), cert: await this.#sign(keys.publicKey, names, days)};
	}

	/** The certificate (PEM) that a signing request (PEM or DER) asks for, limited to `names`. Throws when its signature is wrong. */
	async signRequest(request: string | Uint8Array<ArrayBuffer>, names: string[], days = 90): Promise<string> {
		const parsed = new x509.Pkcs10CertificateRequest(request);
		if (!(await parsed.verify())) {
			throw new Error('The signing request is not signed by its own key');
		}

		return this.#sign(parsed.publicKey, names, days);
	}

	async #sign(publicKey: x509.PublicKeyType, names: string[], days: number): Promise<string> {
		const certificate = await x509.X509CertificateGenerator.create({
			subject: [{CN: [names[0] ?? 'localhost']}],
			issuer: this.certificate.subject,
			notBefore: new Date(Date.now() - day),
			notAfter: new Date(Date.now() + days * day),
			publicKey,
			signingKey: this.key,
			signingAlgorithm: algorithm,
			extensions: [
				new x509.BasicConstraintsExtension(false, undefined, true),
				new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
				new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
				new x509.SubjectAlternativeNameExtension(names.map(value => ({type: isIP(value) ? 'ip' : 'dns', value}))),
				await x509.AuthorityKeyIdentifierExtension.create(this.certificate),
				await x509.SubjectKeyIdentifierExtension.create(publicKey),
			],
		});
		return `${certificate.toString('pem')}\n`;
	}
}

async function createAuthority(path: string): Promise<string> {
	const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const certificate = await x509.X509CertificateGenerator.createSelfSigned({
		name: [{CN: ['Wasper sandbox authority']}],
		keys,
		notBefore: new Date(Date.now() - day),
		notAfter: new Date(Date.now() + 3650 * day),
		signingAlgorithm: algorithm,
		extensions: [
			new x509.BasicConstraintsExtension(true, 0, true),
			new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
			await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
		],
	});
	const pem = `${await privateKeyPem(keys.privateKey)}${certificate.toString('pem')}\n`;
	await writeFile(`${path}.new`, pem, {mode: 0o600});
	await rename(`${path}.new`, path);
	return pem;
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
	return `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
