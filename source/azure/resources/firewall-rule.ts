/** One rule of a network security group. */
export interface FirewallRule {
	name: string;
	priority: number;
	direction: 'Inbound' | 'Outbound';
	access: 'Allow' | 'Deny';
	/** `Tcp`, `Udp`, `*` … */
	protocol: string;
	/** CIDRs, service tags, or `*`. */
	sources: string[];
	/** Destination ports or ranges. */
	ports: string[];
}
