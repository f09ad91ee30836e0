import type {AzureGateway} from '../azure/gateway.ts';
import type {CloudflareGateway} from '../cloudflare/gateway.ts';
import type {DnsGateway} from '../dns/gateway.ts';
import type {HostGateway} from '../host/gateway.ts';
import type {OutsideGateway} from '../outside/gateway.ts';

/** The doors to the world that steps may use, on whichever machine; only these rooms import an SDK or open a socket. */
export interface MachineGateways {
	cloudflare: CloudflareGateway;
	dns: DnsGateway;
	/** SSH to the machine and `wasperctl` on it. */
	host: HostGateway;
	/** The site as a stranger on the internet sees it. */
	outside: OutsideGateway;
}

/** The doors of a deployment in Azure. */
export interface Gateways extends MachineGateways {
	azure: AzureGateway;
}
