import type {AcmeDirectory} from '../acme/directory.ts';
import type {AzureGateway} from '../azure/gateway.ts';
import type {PlannedResource} from '../azure/planned-resources.ts';
import type {AzureInquiries} from '../azure/lookups/inquiries.ts';
import type {SessionFacts} from '../azure/account/session.ts';
import type {SizeOffer} from '../azure/lookups/offers.ts';
import type {RehearsedDeployment} from '../azure/lookups/validation.ts';
import type {CloudflareGateway} from '../cloudflare/gateway.ts';
import type {CloudflareToken} from '../cloudflare/token.ts';
import type {DelegationGateway} from '../dns/delegation.ts';

/** What a run would find and keep in Azure. */
export interface ExistingResources {
	group: boolean;
	/** Resources in it, by Azure's type and name. */
	resources: ReadonlyArray<{type: string; name: string}>;
}

/** What the checks ask that need no Azure. */
export interface SiteGateways {
	/** The IPv4 address that the name is to have, where it is known yet. */
	address(): Promise<string | undefined>;
	cloudflare: Pick<CloudflareGateway, 'records'>;
	token: Pick<CloudflareToken, 'zones' | 'state' | 'proveEdit'>;
	delegation: DelegationGateway;
	/** Whether the operator's own name servers stand for all of DNS. */
	ownDns: boolean;
	acme(signal: AbortSignal): Promise<AcmeDirectory>;
	/** When this computer got certificates for the domain, oldest first. */
	certificates(): Promise<Date[]>;
	/** Connects to a server that listens for SSH; `name` is `host:port`. */
	sshProbe: {name: string; greet(signal: AbortSignal): Promise<string>};
	/** The service whose clock this computer's is compared with; `lead` is in seconds by which this computer's is ahead. */
	clock: {name: string; lead(signal: AbortSignal): Promise<number>};
	/** Where the log is written, and bytes free there. */
	logFolder: {path: string; freeBytes(): Promise<number>};
}

/** What the checks of a deployment in Azure ask. */
export interface PreflightGateways extends SiteGateways {
	azure: Pick<AzureGateway, 'providers' | 'groups' | 'machines'>;
	inquiries: AzureInquiries;
	/** Who is signed in, and until when. */
	session(): Promise<SessionFacts>;
	/** How long the run usually takes, and whether somebody can be asked in its middle. */
	run: {seconds: number; asks: boolean};
	/** What Azure offers of a size in the chosen region; undefined when the region does not have it. */
	offer(size: string): Promise<SizeOffer | undefined>;
	/** What a first run would create, with its requests. */
	plannedResources(): Promise<PlannedResource[]>;
	/** The deployment for Azure to validate: all that a run would create, without what exists. */
	rehearsal(existing: ExistingResources): Promise<RehearsedDeployment>;
	/** The public address of this computer, from which it reaches the machine. */
	myAddress(): Promise<string>;
}
