/** Something that stands in Azure, in DNS or on this computer. */
export interface OwnedResource {
	/** Azure's id, the record's id at Cloudflare, or a path. */
	id: string;
	/** `virtual machine` */
	kind: string;
	name: string;
	/** What must be known of it: what goes with it, or why it stays. */
	note?: string;
}

/** What a teardown finds, sorted by what becomes of it. */
export interface ResourceList {
	/** Ours, in the order in which a person thinks of it. */
	toRemove: OwnedResource[];
	/** Not ours, or not to be removed by us; each has a note that says why. */
	toKeep: OwnedResource[];
}
