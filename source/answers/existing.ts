import {defaultResourceGroup} from '../deployment/names.ts';
import {normalizeDomain} from '../deployment/domain-name.ts';
import type {ExistingDeployment} from '../deployment/existing.ts';
import type {Answers, Settled} from './answers.ts';
import type {LocalKey} from './answer-source.ts';

/** What can be done with a deployment that stands: run it through the steps again, operate its machine, or remove it. */
export const existingActions = ['repair', 'status', 'health', 'logs', 'start', 'stop', 'restart', 'teardown'] as const;
export type ExistingAction = (typeof existingActions)[number];

/** The wizard ends, and another command goes on with one deployment. */
export interface NextCommand {
	action: Exclude<ExistingAction, 'repair'>;
	/** Where it is; for the flags of that command. */
	answers: Pick<Answers, 'domain' | 'resourceGroup'>;
	/** Who is signed in, and where. */
	known: Pick<Settled, 'target' | 'signIn' | 'subscription'>;
}

/** Another command goes on with `deployment`, signed in as the wizard is. */
export function nextCommandOf(
	action: NextCommand['action'],
	{group, domain}: ExistingDeployment,
	{target, signIn, subscription}: Settled,
): NextCommand {
	return {
		action,
		answers: {resourceGroup: group, ...(domain && {domain})},
		known: {...(target && {target}), ...(signIn && {signIn}), ...(subscription && {subscription})},
	};
}

/** What makes sense now: what doesn't run can only be started, and what has no machine only be finished or removed. */
export function actionsFor({machine}: ExistingDeployment): readonly ExistingAction[] {
	return existingActions.filter(action =>
		machine === undefined
			? action === 'repair' || action === 'teardown'
			: machine.power === 'running'
				? action !== 'start'
				: action === 'repair' || action === 'start' || action === 'teardown',
	);
}

/** The answers that a standing deployment gives by itself, so that a repair asks for the rest only. */
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

/** Answers of a further deployment: a group that none of ours is in. */
export function freshAnswers(deployments: readonly ExistingDeployment[]): Answers {
	const taken = new Set(deployments.map(({group}) => group.toLowerCase()));
	for (let number = 1; ; number++) {
		const group = number === 1 ? defaultResourceGroup : `${defaultResourceGroup}-${number}`;
		if (!taken.has(group)) {
			return {resourceGroup: group};
		}
	}
}

/** What the operator has said already about what stands: the answers to begin with, or undefined when it must be asked. */
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
