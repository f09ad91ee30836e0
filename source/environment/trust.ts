import tls from 'node:tls';

/** Makes this process trust one more certificate authority, besides those of the system and NODE_EXTRA_CA_CERTS. */
export function trustAuthority(certificate: string): void {
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);
}
