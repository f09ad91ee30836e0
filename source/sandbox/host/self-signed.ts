// The certificate library's decorators need the metadata that this adds.
import 'reflect-metadata';
import {PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator} from '@peculiar/x509';

const algorithm = {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'} as const;
const day = 24 * 60 * 60 * 1000;

/** The placeholder that nginx serves until there is a trusted certificate (PEM). */
export async function selfSigned(name: string): Promise<{key: string; chain: string}> {
	const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const certificate = await X509CertificateGenerator.createSelfSigned({
		name: [{O: ['Wasper']}],
		extensions: [new SubjectAlternativeNameExtension([{type: 'dns', value: name}])],
		keys,
		notBefore: new Date(Date.now() - day),
		notAfter: new Date(Date.now() + 30 * day),
		signingAlgorithm: algorithm,
	});
	return {
		key: PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
		chain: certificate.toString('pem'),
	};
}
