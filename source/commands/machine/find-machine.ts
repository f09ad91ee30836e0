import {checkDomain} from '../../answers/checks/domain.ts';
import type {Given, Answered} from '../../answers/answers.ts';
import {validateGiven} from '../../answers/complete.ts';
import type {QuestionKey} from '../../answers/questions.ts';
import type {Call} from '../../azure/client/call.ts';
import type {MachineFacts} from '../../azure/resources/machine-facts.ts';
import {adminUser} from '../../deployment/deployment.ts';
import {resourceNames, type ResourceNames} from '../../deployment/names.ts';
import {Secret} from '../../deployment/secret.ts';
import {domainTag, hostKeyTag, isOurs, ownerTag, ownerTagValue} from '../../deployment/tags.ts';
import {ActionError, UsageError} from '../../errors/kinds.ts';
import type {HostGateway, HostTarget} from '../../host/gateway.ts';
import type {Gateways} from '../../steps/gateways.ts';
import {askMissing} from '../../wizard/ask-missing.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import type {Backend} from '../../backend/backend.ts';
import type {Backends} from '../../backend/backends.ts';

const keys = ['target', 'signIn', 'subscription'] as const satisfies QuestionKey[];

/** A machine and the gateways to it. */
export interface FoundMachine {
	target: HostTarget;
	host: HostGateway;
	/** What Azure says of it; absent for a machine that was named by its address. */
	azure?: {names: ResourceNames; facts: MachineFacts; machines: Gateways['azure']['machines']};
}

/** Finds the deployment's machine with as few answers as it takes. Throws an OperatorError when there is none, or one that can't be told from others. */
export async function findMachine(
	given: Given,
	backends: Backends,
	prompter: Prompter | undefined,
	call: Call,
	known?: Partial<Answered>,
): Promise<FoundMachine> {
	const options = {given, known, openSource: backends.open};
	const answered = prompter ? await askMissing(keys, {...options, texts: {}}, prompter) : (await validateGiven(keys, options)).answered;
	const {target, subscription} = answered;
	const backend = await backends.open(target);
	// Cloudflare is not asked.
	const {azure, hosts} = backend.gateways({subscription, cloudflareToken: new Secret('')});
	const names = resourceNames(await findGroup(given, azure, prompter, call));
	const [facts, address] = await Promise.all([azure.machines.find({names}, call), azure.addresses.find({names}, call)]);
	const hostKey = facts?.tags[hostKeyTag];
	if (!facts || !isOurs(facts.tags) || !address?.ip || !hostKey) {
		throw new ActionError({
			code: 'machine.absent',
			cause: `The resource group ${names.group} holds no machine that create-wasper-azure has finished.`,
			next: 'Name another group with --resource-group, or run create-wasper-azure to set one up.',
		});
	}

	const privateKeyPath = given.answers.sshKey ?? (await matchingKey(backend, facts));
	return {
		host: hosts.machine(),
		target: {address: address.ip, port: 22, user: adminUser, privateKeyPath, hostKey},
		azure: {names, facts, machines: azure.machines},
	};
}

/** The deployment's group: named, known by its domain, or the only one of ours. */
async function findGroup({answers}: Given, azure: Gateways['azure'], prompter: Prompter | undefined, call: Call): Promise<string> {
	if (answers.resourceGroup) {
		return answers.resourceGroup;
	}

	const domain = answers.domain && wantedDomain(answers.domain);
	const groups = await azure.groups.tagged(domain ? domainTag : ownerTag, domain ?? ownerTagValue, call);
	const [group] = groups;
	if (!group) {
		throw new ActionError({
			code: 'machine.absent',
			cause: `No deployment${domain ? ` of ${domain}` : ''} is in this subscription.`,
			next: 'Choose another one with --subscription, or run create-wasper-azure to set one up.',
		});
	}

	if (groups.length === 1) {
		return group;
	}

	if (!prompter) {
		throw new UsageError({
			code: 'machine.several',
			cause: `Several deployments are in this subscription: ${groups.join(', ')}.`,
			outcome: 'Nothing was changed.',
			next: 'Name one with --resource-group NAME.',
		});
	}

	return prompter.choose(
		'Which deployment?',
		groups.map(name => ({value: name, label: name})),
	);
}

function wantedDomain(text: string): string {
	const verdict = checkDomain(text);
	if (!verdict.ok) {
		throw new UsageError({code: 'answers.invalid', cause: `Domain: ${verdict.problem}`, outcome: 'Nothing was changed.'});
	}

	return verdict.value;
}

/** The private key on this computer whose public half opens the machine. */
async function matchingKey(backend: Backend, {authorizedKeys}: MachineFacts): Promise<string> {
	const material = (line: string) => line.split(/\s+/)[1];
	const allowed = new Set(authorizedKeys.map(material));
	const key = (await backend.sshKeys()).find(({publicKey}) => allowed.has(material(publicKey)));
	if (!key) {
		throw new ActionError({
			code: 'ssh.noMatchingKey',
			cause: 'No SSH key in ~/.ssh on this computer opens the machine.',
			outcome: 'The machine was not contacted.',
			next: 'Name the private key that it was created with: --ssh-key PATH.',
		});
	}

	return key.path;
}
