/** A resource that exists because of a deployment: in Azure, in DNS or on this computer. */
export interface OwnedResource {
	/** Azure's id, the record's id at Cloudflare, or a path. */
	id: string;
	/** `virtual machine` */
	kind: string;
	name: string;
	/** What goes with it, or why it is kept. */
	note?: string;
}

/** A resource that a step answers for; `keptBecause` says why a teardown keeps it. */
export interface ListedResource extends OwnedResource {
	keptBecause?: string;
}

/** What a teardown finds. */
export interface ResourceList {
	/** Ours, in the order of removal. */
	toRemove: OwnedResource[];
	/** Not ours, or not for us to remove; each has a note that says why. */
	toKeep: OwnedResource[];
}

/** Sorts by what a teardown does with each; a resource that several steps list counts once. */
export function sortResources(listed: readonly ListedResource[]): ResourceList {
	const unique = [...new Map(listed.toReversed().map(resource => [resource.id.toLowerCase(), resource])).values()].toReversed();
	return {
		toRemove: unique.filter(({keptBecause}) => keptBecause === undefined),
		toKeep: unique.flatMap(({keptBecause, ...resource}) => (keptBecause === undefined ? [] : [{...resource, note: keptBecause}])),
	};
}
