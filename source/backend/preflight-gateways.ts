import {readDirectory} from '../acme/directory.ts';
import type {AzureLookups} from '../azure/lookups/lookups.ts';
import {createAzureGateway, type AzureSettings} from '../azure/gateway.ts';
import {createAzureInquiries} from '../azure/lookups/inquiries.ts';
import {plannedResources} from '../azure/planned-resources.ts';
import {CloudflareClient} from '../cloudflare/client.ts';
import {CloudflareToken} from '../cloudflare/token.ts';
import {unpriced} from '../deployment/billing/bill.ts';
import type {Choices} from '../deployment/choices.ts';
import {describeDeployment, type Deployment} from '../deployment/deployment.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import {Delegation} from '../dns/delegation.ts';
import {certificatesOf} from '../environment/certificate-ledger.ts';
import {clockLead} from '../environment/clock.ts';
import type {Endpoints} from '../environment/endpoints.ts';
import {freeBytes} from '../environment/free-space.ts';
import {myAddress} from '../environment/my-address.ts';
import {sshGreeting} from '../environment/ssh-probe.ts';
import {generateKeyPair} from '../host/ssh-keys.ts';
import {withMarks} from '../exports/parameters.ts';
import {toRehearsal} from '../exports/rehearsal.ts';
import type {PreflightGateways} from '../preflight/gateways.ts';
import {remainingSeconds} from '../runner/estimate.ts';
import {setupSteps} from '../runner/walk.ts';
import {steps} from '../steps/steps.ts';

interface PreflightOrigin {
	choices: Choices;
	endpoints: Endpoints;
	settings: AzureSettings;
	/** Remembers the list of sizes, megabytes long. */
	lookups: AzureLookups;
	/** The chosen size. */
	size(): Promise<MachineSize>;
	/** Where this computer keeps what belongs to the deployment. */
	folder: string;
	logFolder: string;
	session: PreflightGateways['session'];
	/** Whether somebody can be asked in the middle of the run. */
	asks: boolean;
}

/** Where the preflight asks its questions. Nothing is opened before the first. */
export function preflightGateways({
	choices,
	endpoints,
	settings,
	lookups,
	size,
	folder,
	logFolder,
	session,
	asks,
}: PreflightOrigin): PreflightGateways {
	const {subscription, region, cloudflareToken} = choices;
	const describe = async () => describeWithKey(choices, await size());
	return {
		azure: createAzureGateway(settings),
		session,
		run: {seconds: remainingSeconds(setupSteps(steps)), asks},
		inquiries: createAzureInquiries(settings),
		offer: async size => lookups.offer(subscription.id, region, size),
		plannedResources: async () => plannedResources(withMarks(await describe())),
		rehearsal: async existing => toRehearsal(await describe(), existing),
		cloudflare: new CloudflareClient(endpoints, cloudflareToken),
		token: new CloudflareToken(endpoints, cloudflareToken),
		delegation: new Delegation(endpoints),
		ownDns: endpoints.dnsServersGiven,
		acme: async signal => readDirectory(endpoints, signal),
		certificates: async () => certificatesOf(folder),
		myAddress: async () => myAddress(endpoints),
		sshProbe: {name: endpoints.sshProbe, greet: async signal => sshGreeting(endpoints, signal)},
		clockLead: async signal => clockLead(endpoints.azure, signal),
		logFolder: {path: logFolder, freeBytes: async () => freeBytes(logFolder)},
	};
}

/** The deployment, with an SSH key of the moment where none is made yet. */
async function describeWithKey(choices: Choices, size: MachineSize): Promise<Deployment> {
	const publicKey = choices.sshKey.publicKey || (await generateKeyPair('rehearsal')).publicKey;
	return describeDeployment({...choices, sshKey: {...choices.sshKey, publicKey}}, size, {publicKey: ''}, unpriced);
}
