import type {Usage as ComputeUsage} from '@azure/arm-compute';
import type {Usage as NetworkUsage} from '@azure/arm-network';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {OperatorError} from '../../errors/kinds.ts';

/** How much of one quota of a region is used. */
export interface Quota {
	/** `cores`, `standardDASv5Family`, `IPv4StandardSkuPublicIpAddresses` */
	name: string;
	/** `Total Regional vCPUs` */
	title: string;
	used: number;
	limit: number;
}

/** Quotas of a subscription, region by region. */
export class Quotas {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Processors by family, machines, disks. */
	async compute(region: string, call: Call): Promise<Quota[]> {
		const usages = await computeUsages(this.#connection, region, call);
		return usages.map(usage => describe(usage));
	}

	/** Addresses, networks, interfaces, firewalls. */
	async network(region: string, call: Call): Promise<Quota[]> {
		const {clients, caller} = this.#connection;
		const sdk = await clients.network();
		const usages = await whereRegistered(async () =>
			caller.request(`reading the network limits of ${region}`, call, async options => Array.fromAsync(sdk.usages.list(region, options))),
		);
		return usages.map(usage => describe(usage));
	}
}

/** Compute's own words for `Quotas.compute`. */
export async function computeUsages({clients, caller}: Connection, region: string, call: Call): Promise<ComputeUsage[]> {
	const sdk = await clients.compute();
	return whereRegistered(async () =>
		caller.request(`reading the quotas of ${region}`, call, async options => Array.fromAsync(sdk.usage.list(region, options))),
	);
}

/** Azure reports no quotas of a new subscription until the resource provider is registered, which is a step of the run. */
async function whereRegistered<Usage>(ask: () => Promise<Usage[]>): Promise<Usage[]> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof OperatorError && error.explanation.code === 'MissingSubscriptionRegistration') {
			return [];
		}

		throw error;
	}
}

function describe({name, currentValue, limit}: ComputeUsage | NetworkUsage): Quota {
	return {name: name.value ?? '', title: name.localizedValue ?? name.value ?? '', used: currentValue, limit};
}
