import type {HostGateway} from './gateway.ts';

/** The connections to the machines of a deployment: one each, opened when it is first used. */
export interface HostGateways {
	/** The connection to the machine of that name; without a name, to the deployment's only one. */
	machine(name?: string): HostGateway;
	/** Closes every connection. */
	close(): void;
}

/** One gateway a machine, opened by `open` when the machine is first asked for. */
export function hostGateways(open: () => HostGateway): HostGateways {
	const opened = new Map<string | undefined, HostGateway>();
	return {
		machine(name) {
			const gateway = opened.get(name) ?? open();
			opened.set(name, gateway);
			return gateway;
		},
		close() {
			for (const gateway of opened.values()) {
				gateway.close();
			}
		},
	};
}
