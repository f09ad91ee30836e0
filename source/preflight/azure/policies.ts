import {kinds} from '../../azure/kinds.ts';
import type {PlannedResource} from '../../azure/planned-resources.ts';
import {aliasesOf} from '../../policy/aliases.ts';
import type {Policy, PolicyResource} from '../../policy/policy.ts';
import {denies} from '../../policy/policy-rule.ts';
import {readValue} from '../../policy/policy-values.ts';
import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';

/** A resource to be created, as policies see it, with the word for it. */
type Planned = PolicyResource & {title: string};

/** Properties that Azure sets where a request says nothing, by type: policies ask for them. */
const defaults: Record<string, object> = {[kinds.interface.type]: {enableIPForwarding: false}};

/** Whether a policy would deny a resource that is to be created, as far as its rule can be evaluated before the request. */
export async function checkPolicies(context: Context): Promise<Outcome> {
	const {gateways, groupScope, subscriptionScope, call} = context;
	const [group, planned] = await Promise.all([context.group(), gateways.plannedResources()]);
	const policies = await gateways.inquiries.policies.at(group ? groupScope : subscriptionScope, call);
	const resources = planned.filter(({kind}) => !group || kind.name !== 'group').map(describe);
	const results = policies.map(policy => ({
		policy,
		denied: resources.filter(resource => denies(policy, resource) === true),
		unclear: resources.some(resource => denies(policy, resource) === undefined),
	}));
	const denying = results.filter(({denied}) => denied.length > 0);
	const [first] = denying;
	if (first) {
		const [resource] = first.denied;
		return failed(
			`The policy “${first.policy.title}” forbids the ${resource?.title} ${resource?.name}${describeParameters(first.policy)}.`,
			'Choose what the policy allows (often another --region, --size or --os-disk), or ask the policy owner for an exemption.',
			denying.map(({policy, denied}) => `“${policy.title}” denies ${denied.map(({name}) => name).join(', ')}`).join('; '),
		);
	}

	const unclear = [...new Set(results.filter(result => result.unclear).map(({policy}) => `“${policy.title}”`))];
	return unclear.length > 0
		? unknown(
				`${unclear.length === 1 ? 'One policy' : `${unclear.length} policies`} can only be evaluated by Azure itself, when the resources are created.`,
				unclear.join(', '),
			)
		: passed(policies.length === 0 ? 'no policies' : `${policies.length} policies, none of which denies a resource`);
}

function describe({kind, name, body}: PlannedResource): Planned {
	const {type, policyType = type, title} = kind;
	const {location, tags, properties, ...rest} = body as {location: string; tags: Record<string, string>; properties?: object};
	return {
		title,
		type: policyType,
		name,
		location,
		tags,
		aliases: aliasesOf(type, {...rest, properties: {...defaults[type], ...properties}}),
	};
}

/** ` (listOfAllowedLocations: westeurope)`: the parameters of the policy, where they are short. */
function describeParameters({parameters, outerParameters}: Policy): string {
	const shown = Object.entries(parameters)
		.filter(([name]) => name.toLowerCase() !== 'effect')
		.map(([name, value]) => `${name}: ${[readValue(value, parameters, outerParameters)].flat().slice(0, 6).join(', ')}`)
		.join('; ');
	return shown.length > 0 && shown.length <= 120 ? ` (${shown})` : '';
}
