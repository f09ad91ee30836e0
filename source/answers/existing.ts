import {defaultResourceGroup} from '../deployment/names.ts';
import {normalizeDomain} from '../deployment/domain-name.ts';
import type {ExistingDeployment} from '../deployment/existing.ts';
import type {Answers, Answered} from './answers.ts';
import type {LocalKey} from './answer-source.ts';

/** How far an existing deployment is: without a VM, with one that runs, or with one that does not. */
export type DeploymentState = 'unfinished' | 'running' | 'stopped';

/** A command that can be run for an existing deployment, as the wizard offers it. */
export interface ExistingAction {
	/** Name of the verb. */
	verb: string;
	label: string;
	detail: string;
	/** The states in which it makes sense. */
	states: readonly DeploymentState[];
}

/** Another command to run for one deployment instead of a setup. */
export interface NextCommand {
	/** Name of the verb. */
	verb: string;
	/** The deployment, as the flags of that command. */
	answers: Pick<Answers, 'domain' | 'resourceGroup'>;
	/** Answers that the command need not ask for again. */
	known: Partial<Answered<'target' | 'signIn' | 'subscription'>>;
}

/** Runs `verb` for `deployment`, signed in as the wizard is. */
export function nextCommandOf(
	verb: string,
	{group, domain}: ExistingDeployment,
	{target, signIn, subscription}: Partial<Answered>,
): NextCommand {
	return {
		verb,
		answers: {resourceGroup: group, ...(domain && {domain})},
		known: {...(target && {target}), ...(signIn && {signIn}), ...(subscription && {subscription})},
	};
}

/** How far a deployment is. */
export function stateOf({machine}: ExistingDeployment): DeploymentState {
	return machine === undefined ? 'unfinished' : machine.power === 'running' ? 'running' : 'stopped';
}

/** The answers that an existing deployment already gives, so that a repair asks only for the rest. */
export function adoptedAnswers(deployment: ExistingDeployment, keys: readonly LocalKey[]): Answers {
	const {group, region, domain, release, ubuntu, machine} = deployment;
	const material = (line: string) => line.split(/\s+/)[1];
	const allowed = new Set(machine?.authorizedKeys.map(material));
	const key = keys.find(({publicKey}) => allowed.has(material(publicKey)));
	return {
		resourceGroup: group,
		region,
		...(domain && {domain}),
		...(release && {release}),
		...(ubuntu && {ubuntu}),
		...(machine && {size: machine.size}),
		...(key && {sshKey: key.path}),
	};
}

/** Answers for a further deployment: the first resource group name that is not taken by one. */
export function freshAnswers(deployments: readonly ExistingDeployment[]): Answers {
	const taken = new Set(deployments.map(({group}) => group.toLowerCase()));
	for (let number = 1; ; number++) {
		const group = number === 1 ? defaultResourceGroup : `${defaultResourceGroup}-${number}`;
		if (!taken.has(group)) {
			return {resourceGroup: group};
		}
	}
}

/** The deployment that a resource group and a domain mean; both must fit where both are given. */
export function findNamed({resourceGroup, domain}: Answers, deployments: readonly ExistingDeployment[]): ExistingDeployment | undefined {
	return deployments.find(
		deployment =>
			(resourceGroup === undefined || deployment.group.toLowerCase() === resourceGroup.trim().toLowerCase()) &&
			(domain === undefined || normalizeDomain(deployment.domain ?? '') === normalizeDomain(domain)),
	);
}

/** The answers to start with where flags already say which deployment is meant; undefined when the operator must be asked. */
export function decidedBy(given: Answers, deployments: readonly ExistingDeployment[], keys: readonly LocalKey[]): Answers | undefined {
	if (deployments.length === 0) {
		return {};
	}

	const {resourceGroup, domain} = given;
	if (resourceGroup === undefined && domain === undefined) {
		return undefined;
	}

	const named = findNamed(given, deployments);
	return named ? adoptedAnswers(named, keys) : freshAnswers(deployments);
}
