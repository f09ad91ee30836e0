import type {Choices} from '../deployment/choices.ts';
import type {MachineSize} from '../deployment/machine-size.ts';

/** Machine sizes as Azure offered them last. The list takes Azure seconds, and who chose from it need not wait for it again. */
export class OfferedSizes {
	readonly #known = new Map<string, MachineSize>();

	/** `ask` is Azure's list for a subscription and a region. */
	constructor(readonly ask: (subscriptionId: string, region: string) => Promise<MachineSize[]>) {}

	/** Asks anew. */
	async list(subscriptionId: string, region: string): Promise<MachineSize[]> {
		const sizes = await this.ask(subscriptionId, region);
		for (const size of sizes) {
			this.#known.set(keyOf(subscriptionId, region, size.name), size);
		}

		return sizes;
	}

	/** The chosen size; asked for only where nobody was offered it. */
	async find({subscription, region, size}: Pick<Choices, 'subscription' | 'region' | 'size'>): Promise<MachineSize> {
		const key = keyOf(subscription.id, region, size);
		if (!this.#known.has(key)) {
			await this.list(subscription.id, region);
		}

		const found = this.#known.get(key);
		if (!found) {
			throw new Error(`the size ${size} was chosen and Azure does not know it`);
		}

		return found;
	}
}

function keyOf(...parts: string[]): string {
	return parts.join(' ');
}
