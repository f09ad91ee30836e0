/** The resource's own name in its id. */
export function lastName(id: string): string {
	return id.slice(id.lastIndexOf('/') + 1);
}
