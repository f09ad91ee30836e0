import {readDirectory} from '../acme/directory.ts';
import type {AzureLookups} from '../azure/lookups/lookups.ts';
import {createAzureGateway, type AzureSettings} from '../azure/gateway.ts';
import {createAzureInquiries} from '../azure/lookups/inquiries.ts';
import {plannedResources} from '../azure/planned-resources.ts';
import {CloudflareClient} from '../cloudflare/client.ts';
import {CloudflareToken} from '../cloudflare/token.ts';
import {unpriced} from '../deployment/billing/bill.ts';
import type {Choices, SiteChoices} from '../deployment/choices.ts';
import {describeDeployment, type Deployment} from '../deployment/deployment.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import {resourceNames} from '../deployment/names.ts';
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
import type {PreflightGateways, SiteGateways} from '../preflight/gateways.ts';
import {remainingSeconds} from '../runner/estimate.ts';
import {describeSteps} from '../runner/step-info.ts';
import {deploymentSteps} from '../steps/steps.ts';

interface SiteOrigin {
	choices: Pick<SiteChoices, 'cloudflareToken'>;
	endpoints: Endpoints;
	/** Where this computer keeps what belongs to the deployment. */
	folder: string;
	logFolder: string;
	address: SiteGateways['address'];
}

/** What the checks ask that need no Azure. Nothing is opened before the first. */
export function siteGateways({choices: {cloudflareToken}, endpoints, folder, logFolder, address}: SiteOrigin): SiteGateways {
	return {
		address,
		cloudflare: new CloudflareClient(endpoints, cloudflareToken),
		token: new CloudflareToken(endpoints, cloudflareToken),
		delegation: new Delegation(endpoints),
		ownDns: endpoints.dnsServersGiven,
		acme: async signal => readDirectory(endpoints, signal),
		certificates: async () => certificatesOf(folder),
		sshProbe: {name: endpoints.sshProbe, greet: async signal => sshGreeting(endpoints, signal)},
		clock: {name: 'Cloudflare', lead: async signal => clockLead(endpoints.cloudflare, signal)},
		logFolder: {path: logFolder, freeBytes: async () => freeBytes(logFolder)},
	};
}

interface PreflightOrigin extends Omit<SiteOrigin, 'address'> {
	choices: Choices;
	settings: AzureSettings;
	/** Keep the region's sizes and SKUs. */
	lookups: AzureLookups;
	session: PreflightGateways['session'];
	/** Whether somebody can be asked in the middle of the run. */
	asks: boolean;
}

/** What the checks of a deployment in Azure ask. Nothing is opened before the first. */
export function preflightGateways({settings, lookups, session, asks, ...origin}: PreflightOrigin): PreflightGateways {
	const {choices, endpoints} = origin;
	const {subscription, region, resourceGroup} = choices;
	const azure = createAzureGateway(settings);
	const call = {signal: new AbortController().signal, say() {}, retrying() {}};
	const address = async () => (await azure.addresses.find({names: resourceNames(resourceGroup)}, call))?.ip;
	const describe = async () => describeWithKey(choices, await lookups.size(choices));
	return {
		...siteGateways({...origin, address}),
		azure,
		session,
		run: {seconds: remainingSeconds(describeSteps(deploymentSteps(), 'needs')), asks},
		inquiries: createAzureInquiries(settings),
		offer: async size => lookups.offer(subscription.id, region, size),
		plannedResources: async () => plannedResources(withMarks(await describe())),
		rehearsal: async existing => toRehearsal(await describe(), existing),
		myAddress: async () => myAddress(endpoints),
		clock: {name: 'Azure', lead: async signal => clockLead(endpoints.azure, signal)},
	};
}

/** The deployment, with an SSH key of the moment where none is created yet. */
async function describeWithKey(choices: Choices, size: MachineSize): Promise<Deployment> {
	const publicKey = choices.sshKey.publicKey || (await generateKeyPair('rehearsal')).publicKey;
	return describeDeployment({...choices, sshKey: {...choices.sshKey, publicKey}}, size, {publicKey: ''}, unpriced);
}
