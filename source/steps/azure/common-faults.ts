import {isProvisioned} from '../../azure/client/operation.ts';
import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import {belongsTo, domainTag} from '../../deployment/tags.ts';
import type {Finding} from '../../plan/finding.ts';
import type {StepContext} from '../step.ts';
import {refusedFault, type Fault} from './fault.ts';
import {foreignSentence, refuseForeign, refuseRegion} from './refuse.ts';
import type {StepKind} from './step-kind.ts';

/** What the sentences about any resource need of its kind. */
export interface Kind extends Pick<StepKind, 'id' | 'kind'> {
	/** Whether it may be in another region than the deployment, as a group may. */
	anyRegion?: boolean;
}

/**
 * Faults after which nothing else about the resource counts: it is not ours to use as it is, or not finished.
 * `wait` waits until Azure has finished it.
 */
export function obstacles({id, kind, anyRegion = false}: Kind, wait: Fault['repair']): Fault[] {
	return [
		refusedFault({
			code: `${id}.foreign`,
			detect: ({choices}, found) => !belongsTo(choices.domain, found.tags),
			explain: (_, found) => ({state: 'broken', evidence: describe(found), replace: true, cause: foreignSentence(kind, found)}),
			refuse: (_, found) => refuseForeign(kind, found),
		}),
		refusedFault({
			code: `${id}.region`,
			detect: ({choices}, found) => !anyRegion && found.region !== choices.region,
			explain: ({choices}, found) => ({
				state: 'broken',
				evidence: describe(found),
				replace: true,
				changes: [{property: 'region', from: found.region, to: choices.region}],
				cause: `The ${kind} ${found.name} is in ${found.region}, and the chosen region is ${choices.region}.`,
			}),
			refuse: (wanted, found) => refuseRegion(wanted, kind, found),
		}),
		{
			code: `${id}.unfinished`,
			detect: (_, found) => !isProvisioned(found.provisioningState),
			explain: (_, found) => ({
				state: 'drifted',
				evidence: describe(found),
				cause: `Azure has not finished it yet (${found.provisioningState}).`,
				fix: 'Waits until it is finished.',
			}),
			repair: async (context, found) => wait(context, found),
		},
	];
}

/** A resource that Azure could not finish is sent again by `resend`. */
export function failedFault<Facts extends ResourceFacts>({id}: Kind, resend: (context: StepContext) => Promise<unknown>): Fault<Facts> {
	return {
		code: `${id}.failed`,
		detect: (_, found) => found.provisioningState !== 'Succeeded',
		explain: (_, found) => ({
			state: 'broken',
			evidence: describe(found),
			cause: `Azure could not finish it (${found.provisioningState}).`,
			fix: 'Sends it to Azure again.',
		}),
		async repair(context) {
			await resend(context);
		},
	};
}

/** The finding about lost tags, where there are any. */
export function tagFindings({id}: Kind, wanted: Deployment, found: ResourceFacts): Finding[] {
	const missing = Object.entries(missingTags(wanted, found));
	return missing.length === 0
		? []
		: [
				{
					code: `${id}.tags`,
					state: 'drifted',
					evidence: describe(found),
					changes: missing.map(([name, to]) => {
						const from = found.tags[name];
						return {property: `tags.${name}`, ...(from !== undefined && {from}), to};
					}),
					cause: `Its ${missing.length === 1 ? 'tag' : 'tags'} ${missing.map(([name]) => name).join(', ')} ${missing.length === 1 ? 'was' : 'were'} removed or changed.`,
					fix: 'Tags it again.',
				},
			];
}

/**
 * Our tags that the resource lacks, and the domain where it is another one: a teardown tells by it what belongs together.
 * Any other tag whose value somebody changed is theirs.
 */
export function missingTags(wanted: Deployment, found: ResourceFacts): Record<string, string> {
	return Object.fromEntries(
		Object.entries(wanted.tags).filter(([name, value]) => !(name in found.tags) || (name === domainTag && found.tags[name] !== value)),
	);
}

function describe({name, region, provisioningState}: ResourceFacts): string {
	return `${name}, ${region}, ${provisioningState}`;
}
