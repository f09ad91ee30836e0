import type {AnswerSource} from '../answers/answer-source.ts';
import type {SessionFacts} from '../azure/account/session.ts';
import type {Check} from '../plan/check.ts';
import type {Choices, SiteChoices} from '../deployment/choices.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import type {PreflightOptions} from '../preflight/run.ts';
import type {HostGateway} from '../host/gateway.ts';
import type {Gateways, MachineGateways} from '../steps/gateways.ts';
import type {AsTyped} from './rehearsal-flags.ts';

/** Azure or the sandbox: what the questions look up, and the gateways for what was chosen. */
export interface Backend extends AnswerSource {
	gateways(choices: Pick<Choices, 'subscription' | 'cloudflareToken'>): Gateways;
	/** The gateways for a machine that was given with --host. */
	machineGateways(choices: Pick<SiteChoices, 'cloudflareToken'>): MachineGateways;
	/** Asks everything that can go wrong with these choices; changes nothing that stays. `logFolder` is where this run's log goes, `asks` whether somebody can be asked in its middle. */
	checks(choices: Choices, options?: PreflightOptions & {logFolder?: string; asks?: boolean}): Promise<Check[]>;
	/** The checks that need no Azure, for a machine that was given with --host; `address` is its public IPv4 address. */
	siteChecks(choices: SiteChoices, options?: PreflightOptions & {logFolder?: string; address?: string}): Promise<Check[]>;
	/** The gateway to a machine alone, without Azure. */
	host(): HostGateway;
	/** Whether a machine may be named there: a rehearsal has its own only, and touches no real one. */
	reaches(address: string, port: number): boolean;
	/** The chosen size as Azure offered it; the list is asked for only where nobody has. */
	size(choices: Pick<Choices, 'subscription' | 'region' | 'size'>): Promise<MachineSize>;
	/** Who signed in to a tenant, and until when; for `checkLifetime`. Throws an OperatorError when the sign-in does not work any more. */
	session(tenantId?: string): Promise<SessionFacts>;
	/** All sizes as Azure offered them last, asked for only where nobody has. */
	offered(subscriptionId: string, region: string): Promise<readonly MachineSize[]>;
	/** Where this computer keeps what belongs to the deployment at `domain`. */
	deploymentFolder(domain: string): string;
	/** Seconds that things take here against the usual. */
	pace: number;
	/** Makes the commands in a sentence work as typed here. */
	asTyped: AsTyped;
}
