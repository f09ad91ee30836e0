/** Names of all resources of one deployment, fixed inside its group. */
export interface ResourceNames {
	group: string;
	network: string;
	subnet: string;
	firewall: string;
	address: string;
	interface: string;
	dataDisk: string;
	osDisk: string;
	machine: string;
}

export const defaultResourceGroup = 'wasper-rg';

/** Resource names inside `group`; one group holds one deployment. */
export function resourceNames(group: string): ResourceNames {
	return {
		group,
		network: 'wasper-vnet',
		subnet: 'wasper-subnet',
		firewall: 'wasper-nsg',
		address: 'wasper-ip',
		interface: 'wasper-nic',
		dataDisk: 'wasper-data-disk',
		osDisk: 'wasper-os-disk',
		machine: 'wasper-vm',
	};
}
