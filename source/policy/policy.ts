/** One policy in force: a rule of Azure Policy with the values that were given to it. */
export interface Policy {
	/** Title of its assignment. */
	title: string;
	/** Absent when it could not be read. */
	rule?: {condition: unknown; effect: string};
	/** `All`, or `Indexed`: then it does not look at resource groups. Other modes are not about resources. */
	mode: string;
	parameters: Record<string, unknown>;
	/** Parameters of the set to which it belongs; its own ones may refer to them. */
	outerParameters?: Record<string, unknown>;
}

/** A resource as policies see it. */
export interface PolicyResource {
	/** `Microsoft.Compute/virtualMachines` */
	type: string;
	name: string;
	/** Absent for what has no place. */
	location?: string;
	/** Absent for what takes no tags. */
	tags?: Record<string, string>;
	/** Values by Azure's alias, such as `Microsoft.Compute/virtualMachines/sku.name`; what is missing here is not known. */
	aliases: Record<string, unknown>;
}
