import type {AcmeDirectory} from '../acme/directory.ts';
import type {AzureGateway} from '../azure/gateway.ts';
import type {PlannedResource} from '../azure/planned-resources.ts';
import type {AzureInquiries} from '../azure/lookups/inquiries.ts';
import type {SessionFacts} from '../azure/account/lifetime.ts';
import type {SizeOffer} from '../azure/lookups/offers.ts';
import type {RehearsedDeployment} from '../azure/lookups/validation.ts';
import type {CloudflareGateway} from '../cloudflare/gateway.ts';
import type {CloudflareToken} from '../cloudflare/token.ts';
import type {DelegationGateway} from '../dns/delegation.ts';

/** What a run would find and keep. */
export interface ExistingResources {
	group: boolean;
	/** Resources in it, by Azure's type and name. */
	resources: ReadonlyArray<{type: string; name: string}>;
}

/** Where the questions are asked. */
export interface PreflightGateways {
	azure: Pick<AzureGateway, 'providers' | 'groups' | 'addresses' | 'machines'>;
	inquiries: AzureInquiries;
	/** Who is signed in, and until when. */
	session(): Promise<SessionFacts>;
	/** How long the run takes as a rule, and whether somebody can be asked in its middle. */
	run: {seconds: number; asks: boolean};
	/** What Azure says of a size in the chosen region; undefined when the region does not have it. */
	offer(size: string): Promise<SizeOffer | undefined>;
	/** What a first run would create, with its requests. */
	plannedResources(): Promise<PlannedResource[]>;
	/** What Azure is to rehearse: all that a run would make, without what stands already. */
	rehearsal(standing: ExistingResources): Promise<RehearsedDeployment>;
	cloudflare: Pick<CloudflareGateway, 'records'>;
	token: Pick<CloudflareToken, 'zones' | 'state' | 'proveEdit'>;
	delegation: DelegationGateway;
	/** Whether the operator's own name servers stand for all of DNS. */
	ownDns: boolean;
	acme(signal: AbortSignal): Promise<AcmeDirectory>;
	/** When this computer got certificates for the domain, oldest first. */
	certificates(): Promise<Date[]>;
	myAddress(): Promise<string>;
	/** Connects to a server that listens for SSH; `name` is `host:port`. */
	sshProbe: {name: string; greet(signal: AbortSignal): Promise<string>};
	/** Seconds by which this computer's clock is ahead of Azure's. */
	clockLead(signal: AbortSignal): Promise<number>;
	/** Where the log is written, and bytes free there. */
	logFolder: {path: string; freeBytes(): Promise<number>};
}
