export const networkType = 'Microsoft.Network/virtualNetworks';

export interface NetworkProperties {
	addressSpace: {addressPrefixes: string[]};
	resourceGuid: string;
	settings: Record<string, unknown>;
}
