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

/**
 * Resource names inside `group`; one group holds one deployment. The network, its subnet and its firewall are of all its machines; the
 * others are of one: of the first, or of `machine`, such as `worker-1`.
 */
export function resourceNames(group: string, machine?: string): ResourceNames {
	const own = machine === undefined ? 'wasper' : `wasper-${machine}`;
	return {
		group,
		network: 'wasper-vnet',
		subnet: 'wasper-subnet',
		firewall: 'wasper-nsg',
		address: `${own}-ip`,
		interface: `${own}-nic`,
		dataDisk: `${own}-data-disk`,
		osDisk: `${own}-os-disk`,
		machine: `${own}-vm`,
	};
}
