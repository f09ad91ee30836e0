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

/** Sorts by what a teardown does with each; of a resource that several steps list, the first counts. */
export function sortResources(listed: readonly ListedResource[]): ResourceList {
	const first = new Map<string, ListedResource>();
	for (const resource of listed) {
		first.set(resource.id.toLowerCase(), first.get(resource.id.toLowerCase()) ?? resource);
	}

	const unique = [...first.values()];
	return {
		toRemove: unique.filter(({keptBecause}) => keptBecause === undefined),
		toKeep: unique.flatMap(({keptBecause, ...resource}) => (keptBecause === undefined ? [] : [{...resource, note: keptBecause}])),
	};
}
