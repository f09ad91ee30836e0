/** Sovereign clouds have an audience of their own; everything else, stand-ins included, speaks as the public cloud. */
const sovereignAudiences = new Set(['https://management.chinacloudapi.cn', 'https://management.usgovcloudapi.net']);

/** Sign-in services whose issuer the SDK can look up by itself. */
const knownAuthorities = new Set([
	'login.microsoftonline.com',
	'login.chinacloudapi.cn',
	'login.partner.microsoftonline.cn',
	'login.microsoftonline.us',
]);

const publicAudience = 'https://management.azure.com';

/** What a token for the resource manager at `endpoint` must be made out to. */
export function audienceOf(endpoint: string): string {
	const {origin} = new URL(endpoint);
	return sovereignAudiences.has(origin) ? origin : publicAudience;
}

/** Whether the sign-in service at `authority` is one of Microsoft's own. */
export function isKnownAuthority(authority: string): boolean {
	return knownAuthorities.has(new URL(authority).hostname);
}
