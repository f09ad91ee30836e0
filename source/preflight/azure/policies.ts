import type {Policy} from '../../policy/policy.ts';
import {denies} from '../../policy/policy-rule.ts';
import {readValue} from '../../policy/policy-values.ts';
import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';
import {plannedResources} from './planned-resources.ts';

/** Whether a policy would deny what is to be made, as far as its rule can be told before the request. */
export async function checkPolicies(context: Context): Promise<Outcome> {
	const {choices, gateways, groupScope, subscriptionScope, call} = context;
	const [group, image] = await Promise.all([context.group(), gateways.inquiries.images.find(choices.ubuntu, choices.region, call)]);
	const policies = await gateways.inquiries.policies.at(group ? groupScope : subscriptionScope, call);
	const resources = plannedResources(context.placement, choices, {withGroup: !group, trustedLaunch: image?.trustedLaunch ?? false});
	const verdicts = policies.map(policy => ({
		policy,
		denied: resources.filter(resource => denies(policy, resource) === true),
		unclear: resources.some(resource => denies(policy, resource) === undefined),
	}));
	const denying = verdicts.filter(({denied}) => denied.length > 0);
	const [first] = denying;
	if (first) {
		const [resource] = first.denied;
		return failed(
			`The policy “${first.policy.title}” forbids the ${resource?.word} ${resource?.name}${describeParameters(first.policy)}.`,
			'Choose what the policy allows (often --region or --size), or ask whoever keeps it for an exemption.',
			denying.map(({policy, denied}) => `“${policy.title}” denies ${denied.map(({name}) => name).join(', ')}`).join('; '),
		);
	}

	const unclear = [...new Set(verdicts.filter(verdict => verdict.unclear).map(({policy}) => `“${policy.title}”`))];
	return unclear.length > 0
		? unknown(
				`${unclear.length === 1 ? 'One policy' : `${unclear.length} policies`} can only be judged by Azure itself, when the resources are made.`,
				unclear.join(', '),
			)
		: passed(policies.length === 0 ? 'no policies' : `${policies.length} policies, none of which denies anything of this`);
}

/** ` (listOfAllowedLocations: westeurope)`: what the policy was told, where that is short. */
function describeParameters({parameters, outerParameters}: Policy): string {
	const shown = Object.entries(parameters)
		.filter(([name]) => name.toLowerCase() !== 'effect')
		.map(([name, value]) => `${name}: ${[readValue(value, parameters, outerParameters)].flat().slice(0, 6).join(', ')}`)
		.join('; ');
	return shown.length > 0 && shown.length <= 120 ? ` (${shown})` : '';
}
