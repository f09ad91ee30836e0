/** Something that stands in Azure, in DNS or on this computer. */
export interface Thing {
	/** Azure's id, the record's id at Cloudflare, or a path. */
	id: string;
	/** `virtual machine` */
	kind: string;
	name: string;
	/** What must be known of it: what goes with it, or why it stays. */
	note?: string;
}

/** What a teardown finds, sorted by what becomes of it. */
export interface Inventory {
	/** Ours, in the order in which a person thinks of it. */
	goes: Thing[];
	/** Not ours, or not to be removed by us; each has a note that says why. */
	stays: Thing[];
}
