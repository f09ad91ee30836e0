export interface DnsAnswer {
	/** `1.1.1.1:53` or `ada.ns.cloudflare.com` */
	server: string;
	addresses: string[];
	/** AAAA and CNAME answers, which would send visitors or the certificate authority to another server. */
	strays: string[];
	error?: string;
}

/** DNS asked directly at named servers, never through the system's resolver and its negative cache. */
export interface DnsGateway {
	/** The name at each of the zone's own name servers. */
	askAuthoritative(name: string, nameServers: string[], signal: AbortSignal): Promise<DnsAnswer[]>;
	/** The name at each public resolver. */
	askPublic(name: string, signal: AbortSignal): Promise<DnsAnswer[]>;
}
