import type {Choices} from '../../deployment/choices.ts';
import type {MachineSize} from '../../deployment/machine-size.ts';

/** Machine sizes as Azure offered them last. The list takes Azure seconds, and who chose from it need not wait for it again. */
export class OfferedSizes {
	readonly #lists = new Map<string, Promise<MachineSize[]>>();

	/** `ask` is Azure's list for a subscription and a region. */
	constructor(readonly ask: (subscriptionId: string, region: string) => Promise<MachineSize[]>) {}

	/** Asks anew. */
	async list(subscriptionId: string, region: string): Promise<MachineSize[]> {
		const key = `${subscriptionId} ${region}`;
		const asked = this.ask(subscriptionId, region);
		this.#lists.set(key, asked);
		asked.catch(() => this.#lists.get(key) === asked && this.#lists.delete(key));
		return asked;
	}

	/** The last answer; asks where there is none. */
	async last(subscriptionId: string, region: string): Promise<MachineSize[]> {
		return this.#lists.get(`${subscriptionId} ${region}`) ?? this.list(subscriptionId, region);
	}

	/** The chosen size. */
	async find({subscription, region, size}: Pick<Choices, 'subscription' | 'region' | 'size'>): Promise<MachineSize> {
		const sizes = await this.last(subscription.id, region);
		const found = sizes.find(({name}) => name === size);
		if (!found) {
			throw new Error(`the size ${size} was chosen and Azure does not know it`);
		}

		return found;
	}
}
