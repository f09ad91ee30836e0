const permissions = [
	{key: 'zone', type: 'read'},
	{key: 'dns', type: 'edit'},
];

/** Where tokens are made. */
export const tokenPage = 'https://dash.cloudflare.com/profile/api-tokens';

/** Cloudflare's page for a new token with exactly the permissions that this tool needs. */
export function tokenLink(): string {
	const parameters = new URLSearchParams({permissionGroupKeys: JSON.stringify(permissions), accountId: '*', zoneId: 'all', name: 'wasper'});
	return `${tokenPage}?${parameters.toString()}`;
}
