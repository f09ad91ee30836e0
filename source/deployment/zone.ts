/** A DNS zone at Cloudflare in which the domain may lie. */
export interface Zone {
	id: string;
	name: string;
	nameServers: string[];
	status: string;
	paused: boolean;
}
