import references from '../../../assets/ubuntu-images.json' with {type: 'json'};
import type {UbuntuRelease} from '../../deployment/choices.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';

export interface ImageFacts {
	/** `24.04.202609110` */
	version: string;
	generation: string;
	architecture: string;
	/** Empty where Azure does not tell. */
	diskControllers: string[];
	trustedLaunch: boolean;
}

/** Ubuntu's images. */
export class Images {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** The newest image of a release in a region; undefined when there is none. */
	async find(release: UbuntuRelease, region: string, call: Call): Promise<ImageFacts | undefined> {
		const {clients, caller} = this.#connection;
		const {publisher, offer, sku, version} = references[release];
		const sdk = await clients.compute();
		const image = await caller.find(`looking for the image of Ubuntu ${release}`, call, async options =>
			sdk.virtualMachineImages.get(region, publisher, offer, sku, version, options),
		);
		const features = new Map(image?.features?.map(({name = '', value = ''}) => [name, value]));
		return (
			image && {
				version: image.name,
				generation: image.hyperVGeneration ?? '',
				architecture: image.architecture ?? 'x64',
				diskControllers: (features.get('DiskControllerTypes') ?? '').split(',').flatMap(name => name.trim() || []),
				trustedLaunch: (features.get('SecurityType') ?? '').includes('TrustedLaunch'),
			}
		);
	}
}
