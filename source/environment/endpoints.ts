/** Where the outside world is. Read once from the environment; the sandbox hands in its own. */
export interface Endpoints {
	/** WASPER_AZURE_ENDPOINT: resource manager, https. */
	azure: string;
	/** AZURE_AUTHORITY_HOST: sign-in, https. */
	authority: string;
	/** CLOUDFLARE_BASE_URL */
	cloudflare: string;
	/** WASPER_PRICES_URL: the retail price list's items. */
	prices: string;
	/** WASPER_ACME_DIRECTORY */
	acmeDirectory: string;
	/** NODE_EXTRA_CA_CERTS, where WASPER_ACME_DIRECTORY is given: PEM file of whom that directory's HTTPS is to be believed. */
	acmeAuthorityFile?: string;
	/** WASPER_DNS_SERVERS: public resolvers to ask, host:port. */
	dnsServers: string[];
	/** Whether the operator named `dnsServers`: then they speak for the zone's own name servers too. */
	dnsServersGiven: boolean;
	/** WASPER_MY_IP_URL: answers with the caller's address as text. */
	myIp: string;
	/** WASPER_SSH_PROBE: a server that listens for SSH, host:port, to learn whether this network lets SSH out. */
	sshProbe: string;
	/** WASPER_REGISTRY_MIRROR: where the machine's Docker pulls public images first. */
	registryMirror?: string;
	/** WASPER_CONNECT_TO: connections to a key (`host:port`) go to its value instead, as curl's --connect-to. */
	connectTo: ReadonlyMap<string, string>;
}

const publicEndpoints = {
	azure: 'https://management.azure.com',
	authority: 'https://login.microsoftonline.com',
	cloudflare: 'https://api.cloudflare.com/client/v4',
	prices: 'https://prices.azure.com/api/retail/prices',
	acmeDirectory: 'https://acme-v02.api.letsencrypt.org/directory',
	dnsServers: ['1.1.1.1:53', '8.8.8.8:53'],
	myIp: 'https://api.ipify.org',
	// Microsoft's own, for Azure DevOps.
	sshProbe: 'ssh.dev.azure.com:22',
};

/** The endpoints that `environment` names, public ones for the rest. */
export function readEndpoints(environment: NodeJS.ProcessEnv): Endpoints {
	const list = (value: string | undefined) =>
		(value ?? '')
			.split(',')
			.map(item => item.trim())
			.filter(Boolean);
	const dnsServers = list(environment['WASPER_DNS_SERVERS']);
	const acmeAuthorityFile = environment['WASPER_ACME_DIRECTORY'] && environment['NODE_EXTRA_CA_CERTS'];
	const registryMirror = environment['WASPER_REGISTRY_MIRROR'];
	return {
		azure: environment['WASPER_AZURE_ENDPOINT'] || publicEndpoints.azure,
		authority: environment['AZURE_AUTHORITY_HOST'] || publicEndpoints.authority,
		cloudflare: environment['CLOUDFLARE_BASE_URL'] || publicEndpoints.cloudflare,
		prices: environment['WASPER_PRICES_URL'] || publicEndpoints.prices,
		acmeDirectory: environment['WASPER_ACME_DIRECTORY'] || publicEndpoints.acmeDirectory,
		...(acmeAuthorityFile && {acmeAuthorityFile}),
		dnsServers: dnsServers.length > 0 ? dnsServers : publicEndpoints.dnsServers,
		dnsServersGiven: dnsServers.length > 0,
		myIp: environment['WASPER_MY_IP_URL'] || publicEndpoints.myIp,
		sshProbe: environment['WASPER_SSH_PROBE'] || publicEndpoints.sshProbe,
		...(registryMirror && {registryMirror}),
		connectTo: new Map(list(environment['WASPER_CONNECT_TO']).map(pair => pair.split('=') as [string, string])),
	};
}

/** Where a connection to `host:port` really goes. */
export function connectTarget(endpoints: Pick<Endpoints, 'connectTo'>, host: string, port: number): {host: string; port: number} {
	const target = endpoints.connectTo.get(`${host}:${port}`);
	if (!target) {
		return {host, port};
	}

	const colon = target.lastIndexOf(':');
	return {host: target.slice(0, colon), port: Number(target.slice(colon + 1))};
}
