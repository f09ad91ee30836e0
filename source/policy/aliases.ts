/** Aliases whose name is not the path of the property, by that path. */
const renamed: Record<string, string> = {
	'hardwareProfile.vmSize': 'sku.name',
	'storageProfile.imageReference.publisher': 'imagePublisher',
	'storageProfile.imageReference.offer': 'imageOffer',
	'storageProfile.imageReference.sku': 'imageSku',
};

/** A request's body as Azure Resource Manager takes it. */
export interface ResourceBody {
	sku?: {name?: string};
	properties?: unknown;
}

/**
 * The values of a request's body by Azure Policy's aliases: `Microsoft.Compute/virtualMachines/sku.name`. An array's members share an
 * alias, `…/securityRules[*].access`: where they differ, no single value stands for them, and the alias is left out.
 */
export function aliasesOf(type: string, {sku, properties}: ResourceBody): Record<string, unknown> {
	const values = [...(sku?.name === undefined ? [] : [['sku.name', sku.name] as const]), ...flatten(properties)];
	const byAlias = Map.groupBy(values, ([path]) => `${type}/${renamed[path] ?? path}`);
	return Object.fromEntries(
		[...byAlias].flatMap(([alias, [first, ...others]]) =>
			first && others.every(([, value]) => value === first[1]) ? [[alias, first[1]]] : [],
		),
	);
}

/** Paths to all plain values. Members of an array keep their own values under `properties`, which aliases do not spell out. */
function flatten(value: unknown, path = ''): Array<readonly [path: string, value: unknown]> {
	if (Array.isArray(value)) {
		return value.flatMap(item => flatten(item, `${path}[*]`));
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, inner]) =>
				flatten(inner, name === 'properties' && path.endsWith('[*]') ? path : path ? `${path}.${name}` : name),
			)
		: [[path, value]];
}
