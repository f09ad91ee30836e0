import type {AzureGateway} from '../../azure/gateway.ts';
import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {ListedResource} from '../../deployment/owned-resource.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {Inspection} from '../../plan/finding.ts';
import type {Handle} from '../handle.ts';
import {azureStep, type Needs, type RemovalContext, type Step, type StepContext, type InAzure} from '../step.ts';
import {missingTags, obstacles, tagFindings, type Kind} from './common-faults.ts';
import {findingsOf, type Fault} from './fault.ts';
import {removeOurs, type Removable} from './remove.ts';
import type {StepKind} from './step-kind.ts';

/** Everything that tells one kind of Azure resource from another. */
export interface ResourceDefinition<Facts extends ResourceFacts, N extends Needs, Result> extends Kind, StepKind {
	needs: N;
	gives: Handle<Result>;
	/** Its room of the gateway. */
	gateway(azure: AzureGateway): Removable<Facts>;
	create(context: StepContext): Promise<unknown>;
	/** `wasper-ip, 203.0.113.10, Standard, static` */
	describe(wanted: Deployment, found: Facts): string;
	/** What can be wrong with it, in the order of repair; what blocks comes first. */
	faults: ReadonlyArray<Fault<Facts>>;
	/** What other steps use of it; undefined while they can't. */
	result(wanted: Deployment, found: Facts): Result | undefined;
	/** Removes it, where that is more than one request. */
	remove?(context: RemovalContext): Promise<void>;
	/** What is listed for it, besides its kind and name. */
	owned?(placement: Placement, found: Facts): {note?: string; others?: ListedResource[]};
}

/**
 * A step whose work is one resource: find it, create it where it is absent, repair its faults one after the other, remove it.
 * Azure tells each of our names at once, so an inspection needs no other step.
 */
export function resourceStep<Facts extends ResourceFacts, N extends Needs, Result>(
	definition: ResourceDefinition<Facts, N, Result>,
): Step<N, Result, InAzure, never> {
	const {id, title, needs, gives, name, gateway, create, describe, faults, result, billed, owned, remove, kind} = definition;
	const find = async (context: RemovalContext) => gateway(context.gateways.azure).find(context.deployment, context);
	const before = obstacles(definition, async (context, found) => {
		await context.gateways.azure.waitUntilProvisioned(`waiting for the ${kind} ${found.name}`, context, async () => find(context));
	});

	/** The first fault that keeps it from being right, tags apart. */
	const firstFault = (wanted: Deployment, found: Facts) => [...before, ...faults].find(({detect}) => detect(wanted, found));

	return azureStep<N, Result, never>({
		id,
		plane: 'azure',
		title,
		needs,
		gives,
		inspectsWith: [],

		async inspect(context): Promise<Inspection<Result>> {
			const {deployment} = context;
			const found = await find(context);
			if (!found) {
				const evidence = `there is no ${name(deployment.names)}`;
				return {
					evidence,
					findings: [{code: `${id}.absent`, state: 'absent', evidence, ...(billed.length > 0 && {billing: {adds: billed}})}],
				};
			}

			const [obstacle] = findingsOf(before, deployment, found);
			const isOwn = obstacle?.code !== `${id}.foreign`;
			const own = obstacle ? [obstacle] : findingsOf(faults, deployment, found);
			const given = obstacle && obstacle.state === 'broken' ? undefined : result(deployment, found);
			return {
				evidence: describe(deployment, found),
				findings: [...own, ...(isOwn ? tagFindings(definition, deployment, found) : [])],
				...(given !== undefined && {result: given}),
			};
		},

		async apply(context) {
			const {deployment, gateways} = context;
			// Each round repairs one fault; more rounds than faults would be going in circles.
			for (let round = 0; round <= before.length + faults.length; round++) {
				const found = await find(context);
				if (!found) {
					await create(context);
					continue;
				}

				const fault = firstFault(deployment, found);
				if (!fault) {
					const missing = missingTags(deployment, found);
					if (Object.keys(missing).length > 0) {
						await gateways.azure.tags.merge(found.id, missing, context);
					}

					const made = result(deployment, found);
					if (made !== undefined) {
						return made;
					}
				}

				context.say(fault?.explain(deployment, found).cause ?? describe(deployment, found));
				await fault?.repair(context, found);
			}

			throw new Error(`${name(deployment.names)} is not right after every repair of it`);
		},

		async owns(context) {
			const found = await find(context);
			if (!found || !isOurs(found.tags)) {
				return [];
			}

			const {note, others = []} = owned?.(context.deployment, found) ?? {};
			return [{id: found.id, kind, name: found.name, ...(note !== undefined && {note})}, ...others];
		},

		remove: async context =>
			removeOurs(context, kind, {
				find: async () => find(context),
				remove: async () => (remove ? remove(context) : gateway(context.gateways.azure).remove(context.deployment, context)),
			}),
	});
}
