/** Whether `text` fits a pattern of Azure's, in which `*` stands for any run of letters; case does not matter. */
export function fitsPattern(pattern: string, text: string): boolean {
	const parts = pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
	return new RegExp(`^${parts.join('.*')}$`, 'i').test(text);
}
