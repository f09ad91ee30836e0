import type {Choices} from '../../../source/deployment/choices.ts';
import {describeDeployment, type Deployment} from '../../../source/deployment/deployment.ts';
import {Secret} from '../../../source/deployment/secret.ts';
import type {HostGateway} from '../../../source/host/gateway.ts';
import type {HostReport, HostUnit, OwnerInput} from '../../../source/host/protocol.ts';
import type {Question} from '../../../source/steps/question.ts';
import type {Gateways} from '../../../source/steps/gateways.ts';
import {hostGateways} from '../../../source/host/gateways.ts';
import {describeMachine} from '../../../source/steps/machine.ts';
import type {AnyContext} from '../../../source/steps/step.ts';

export const ip = '203.0.113.10';
export const domain = 'wasper.example.com';
export const machine = describeMachine();
/** The needs of steps that use the address of the machine. */
export const address = {ip: {ip}};

export function deployment(choices: Partial<Choices> = {}): Deployment {
	return describeDeployment(
		{
			target: 'azure',
			subscription: {id: 's', name: 'S', tenantId: 't'},
			region: 'eastus',
			size: 'Standard_D2as_v5',
			ubuntu: '24.04',
			release: 'recommended',
			resourceGroup: 'wasper-rg',
			domain,
			zone: {id: 'zone', name: 'example.com', nameServers: ['ada.ns.example']},
			cloudflareToken: new Secret('token'),
			sshFrom: '198.51.100.7/32',
			sshKey: {publicKey: 'ssh-ed25519 AAAA', privateKeyPath: '/nowhere'},
			owner: {email: 'ana@example.com', firstName: 'Ana', lastName: 'B', password: new Secret('correct horse 42'), generated: false},
			certificateContact: 'ana@example.com',
			osDisk: 'premium-ssd',
			currency: 'USD',
			budget: 150,
			...choices,
		},
		{
			name: 'Standard_D2as_v5',
			family: 'standardDASv5Family',
			vCpus: 2,
			memoryGiB: 8,
			architecture: 'x64',
			diskControllers: ['SCSI'],
			trustedLaunch: true,
			burstable: false,
		},
		{publicKey: 'ssh-ed25519 AAAA'},
		{lines: [], currency: 'USD', savings: []},
	);
}

/** A context over those gateways that a test gives; what a step said and asked is kept. */
export class TestContext implements AnyContext {
	readonly said: string[] = [];
	readonly asked: Question[] = [];
	readonly gateways: Gateways;
	/** What the operator answers; absent is nobody there. */
	answer: string | undefined;

	constructor(
		{host, ...gateways}: Partial<Gateways> & {host?: HostGateway},
		// oxlint-disable-next-line typescript/no-explicit-any -- each step has needs of its own
		readonly needs: any = {},
		readonly deployment = wanted(),
		readonly signal = new AbortController().signal,
	) {
		// A gateway that a test does not give is not used by the step under test.
		this.gateways = {...gateways, ...(host && {hosts: hostGateways(() => host)})} as Gateways;
	}

	retrying = (cause: string): void => this.say(cause);
	say = (line: string): void => {
		this.said.push(line);
	};

	ask = async (question: Question): Promise<string> => {
		this.asked.push(question);
		return this.answer ?? question.fallback;
	};
}

function wanted(): Deployment {
	return deployment();
}

/** A machine of reports: each look gives the next, the last one stays. What was applied is kept. */
export function hostDouble(...reports: HostReport[]) {
	const applied: Array<{unit: HostUnit; input?: OwnerInput}> = [];
	let looks = -1;
	const host: HostGateway = {
		environment: async () => ({acmeDirectory: 'https://acme.example/directory'}),
		showHostKey: async () => 'ssh-ed25519 AAAA',
		connect: async () => ({fingerprint: 'SHA256:x'}),
		programVersion: async () => '0.1.0+abc',
		async install() {},
		async configure() {},
		async inspect() {
			looks = Math.min(looks + 1, reports.length - 1);
			return reports[looks]!;
		},
		resources: async () => [],
		async apply(unit, {input}) {
			applied.push({unit, ...(input && {input})});
			return {changed: true, evidence: unit};
		},
		operate: async () => 0,
		close() {},
	};
	return {host, applied};
}
