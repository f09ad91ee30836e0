/** USD prices in one region. A missing price is absent, never 0. */
export interface PriceList {
	region: string;
	/** `live`, or `snapshot 2026-06-18` when the price list could not be asked. */
	source: string;
	/** USD an hour by size name, Linux, pay as you go. */
	machineHour: Record<string, number>;
	/** USD a month for one 128 GiB Premium SSD (P10 LRS). */
	premiumDisk128Month?: number;
	/** USD an hour for a Standard static IPv4 address. */
	addressHour?: number;
	/** USD per GB of egress after the free 100 GB. */
	egressGb?: number;
}

/** Hours that the price list counts for a month. */
export const hoursPerMonth = 730;
