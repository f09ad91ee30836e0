import {defaultResourceGroup} from '../deployment/names.ts';
import {normalizeDomain} from '../deployment/domain-name.ts';
import type {ExistingDeployment} from '../deployment/existing.ts';
import type {Answers, Answered} from './answers.ts';
import type {LocalKey} from './answer-source.ts';

/** What can be done with an existing deployment: repair it, operate its VM, or remove it. */
export const existingActions = ['repair', 'status', 'health', 'logs', 'start', 'stop', 'restart', 'teardown'] as const;
export type ExistingAction = (typeof existingActions)[number];

/** Another command to run for one deployment instead of a setup. */
export interface NextCommand {
	action: Exclude<ExistingAction, 'repair'>;
	/** The deployment, as the flags of that command. */
	answers: Pick<Answers, 'domain' | 'resourceGroup'>;
	/** Answers that the command need not ask for again. */
	known: Partial<Answered<'target' | 'signIn' | 'subscription'>>;
}

/** Runs `action` for `deployment`, signed in as the wizard is. */
export function nextCommandOf(
	action: NextCommand['action'],
	{group, domain}: ExistingDeployment,
	{target, signIn, subscription}: Partial<Answered>,
): NextCommand {
	return {
		action,
		answers: {resourceGroup: group, ...(domain && {domain})},
		known: {...(target && {target}), ...(signIn && {signIn}), ...(subscription && {subscription})},
	};
}

/** The actions that are possible now: a stopped VM can only be started, and without a VM only repair and teardown remain. */
export function actionsFor({machine}: ExistingDeployment): readonly ExistingAction[] {
	return existingActions.filter(action =>
		machine === undefined
			? action === 'repair' || action === 'teardown'
			: machine.power === 'running'
				? action !== 'start'
				: action === 'repair' || action === 'start' || action === 'teardown',
	);
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

/** The answers to start with where flags already say which deployment is meant; undefined when the operator must be asked. */
export function decidedBy(given: Answers, deployments: readonly ExistingDeployment[], keys: readonly LocalKey[]): Answers | undefined {
	if (deployments.length === 0) {
		return {};
	}

	const {resourceGroup, domain} = given;
	if (resourceGroup === undefined && domain === undefined) {
		return undefined;
	}

	const named = deployments.find(
		deployment =>
			(resourceGroup === undefined || deployment.group.toLowerCase() === resourceGroup.trim().toLowerCase()) &&
			(domain === undefined || normalizeDomain(deployment.domain ?? '') === normalizeDomain(domain)),
	);
	return named ? adoptedAnswers(named, keys) : freshAnswers(deployments);
}
