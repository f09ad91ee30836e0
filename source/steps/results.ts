/** What each step hands to those that need it. Shapes are facts about the world, never secrets. */
export interface Results {
	'azure.providers': {registered: string[]};
	'azure.group': {id: string; region: string};
	'azure.network': {id: string; subnetId: string};
	'azure.firewall': {id: string};
	'azure.address': {id: string; ip: string};
	'azure.interface': {id: string};
	'azure.disk': {id: string};
	'azure.machine': {id: string; hostKey: string; port?: number};
	'dns.record': {id: string; ip: string};
	'dns.propagation': {servers: string[]};
	'host.ssh': {fingerprint: string};
	'host.program': {version: string};
	'host.base': HostUnitResult;
	'host.disk': HostUnitResult;
	'host.docker': HostUnitResult;
	'host.firewall': HostUnitResult;
	'host.secrets': HostUnitResult;
	'host.images': HostUnitResult;
	'host.stack': HostUnitResult;
	'host.hardening': HostUnitResult;
	'host.timers': HostUnitResult;
	'tls.certificate': {issuer: string; expires: string};
	'app.health': {version: string};
	'app.owner': {email: string};
	'app.public': {url: string; proofs: string[]};
}

/** What a host unit said of itself. */
export interface HostUnitResult {
	evidence: string;
}
