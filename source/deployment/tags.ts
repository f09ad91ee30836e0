import type {Choices} from './choices.ts';

/** Tag that marks a resource as ours; its value is the tool's name. */
export const ownerTag = 'wasper-managed-by';
export const ownerTagValue = 'create-wasper-azure';
/** Tag on the machine with its pinned SSH host key, so that any laptop can verify it. */
export const hostKeyTag = 'wasper-host-key';

/** Tag with the name at which the deployment answers. */
export const domainTag = 'wasper-domain';
/** Tag with the release set, so that another laptop repairs with the one that was chosen. */
export const releaseTag = 'wasper-release';

/** Tag with the Ubuntu release. */
export const ubuntuTag = 'wasper-ubuntu';

/** Tags on every resource: whose it is and what was chosen, so that nothing local can be lost. */
export function deploymentTags(choices: Pick<Choices, 'domain' | 'ubuntu' | 'release'>): Record<string, string> {
	return {
		[ownerTag]: ownerTagValue,
		[domainTag]: choices.domain,
		[ubuntuTag]: choices.ubuntu,
		[releaseTag]: choices.release,
	};
}

/** Whether this tool created the resource that carries `tags`. */
export function isOurs(tags: Record<string, string> | undefined): boolean {
	return tags?.[ownerTag] === ownerTagValue;
}

/**
 * Whether the resource belongs to the deployment at `domain` by what is left of its tags: somebody may have removed only the one that marks it.
 * Enough to repair it, which puts that tag back; nothing is deleted without the tag itself.
 */
export function belongsTo(domain: string, tags: Record<string, string>): boolean {
	return isOurs(tags) || (tags[ownerTag] === undefined && tags[domainTag] === domain);
}
