import type {Pace} from '../../source/azure/client/call.ts';
import type {Choices} from '../../source/deployment/choices.ts';
import {describeDeployment, type Deployment} from '../../source/deployment/deployment.ts';
import type {MachineSize} from '../../source/deployment/machine-size.ts';
import {Secret} from '../../source/deployment/secret.ts';

/** As the usual pace, without the waiting. */
export const quickPace: Pace = {
	pollMilliseconds: 5,
	heartbeatSeconds: 0.02,
	requestSeconds: 20,
	operationSeconds: 20,
	retrySeconds: 5,
	retryPauseSeconds: 0.01,
};

export const subscriptionId = '00000000-1111-2222-3333-444444444444';

export const scsiSize: MachineSize = {
	name: 'Standard_D2as_v5',
	family: 'standardDASv5Family',
	vCpus: 2,
	memoryGiB: 8,
	architecture: 'x64',
	diskControllers: ['SCSI'],
	trustedLaunch: true,
	burstable: false,
};

export const nvmeSize: MachineSize = {...scsiSize, name: 'Standard_D2as_v6', family: 'standardDasv6Family', diskControllers: ['NVMe']};

/** The usual choices; `choices` changes some. */
export function makeChoices(choices: Partial<Choices> = {}, size: MachineSize = scsiSize): Choices {
	return {
		target: 'azure',
		subscription: {id: subscriptionId, name: 'Test', tenantId: 'tenant'},
		region: 'eastus',
		size: size.name,
		ubuntu: '24.04',
		release: 'recommended',
		resourceGroup: 'wasper-rg',
		domain: 'wasper.example.com',
		zone: {id: 'zone', name: 'example.com', nameServers: []},
		cloudflareToken: new Secret('token'),
		sshFrom: '198.51.100.7/32',
		sshKey: {publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOperator', privateKeyPath: '/nowhere'},
		owner: {email: 'a@example.com', firstName: 'Ada', lastName: 'L', password: new Secret('password'), generated: false},
		certificateContact: 'a@example.com',
		osDisk: 'premium-ssd',
		currency: 'USD',
		budget: 150,
		...choices,
	};
}

/** A deployment with the usual choices; `choices` changes some. */
export function makeDeployment(choices: Partial<Choices> = {}, size: MachineSize = scsiSize): Deployment {
	return describeDeployment(
		makeChoices(choices, size),
		size,
		{publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost', privateKey: 'not a real private key\n'},
		{lines: [], currency: 'USD', savings: []},
	);
}
