/** One rule of a network security group. */
export interface FirewallRule {
	name: string;
	priority: number;
	direction: 'Inbound' | 'Outbound';
	access: 'Allow' | 'Deny';
	/** `Tcp`, `Udp`, `*` … */
	protocol: string;
	/** CIDRs, service tags, ids of application security groups, or `*`. */
	sources: string[];
	/** Source ports or ranges. */
	sourcePorts: string[];
	/** As `sources`. */
	destinations: string[];
	/** Destination ports or ranges. */
	ports: string[];
}
