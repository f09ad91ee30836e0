import type {AzureGateway} from '../azure/gateway.ts';
import type {CloudflareGateway} from '../cloudflare/gateway.ts';
import type {DnsGateway} from '../dns/gateway.ts';
import type {HostGateways} from '../host/gateways.ts';
import type {OutsideGateway} from '../outside/gateway.ts';

/** The gateways that steps of any machine may use; only these rooms import an SDK or open a socket. */
export interface MachineGateways {
	cloudflare: CloudflareGateway;
	dns: DnsGateway;
	/** SSH to each machine and `wasperctl` on it. */
	hosts: HostGateways;
	/** The site as a visitor on the internet sees it. */
	outside: OutsideGateway;
}

/** The gateways of a deployment in Azure. */
export interface Gateways extends MachineGateways {
	azure: AzureGateway;
}
