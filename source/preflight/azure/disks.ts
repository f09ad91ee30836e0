import type {ImageFacts} from '../../azure/lookups/images.ts';
import type {SizeOffer} from '../../azure/lookups/offers.ts';
import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';
import {findQuota} from './quotas.ts';

const diskKind = 'Premium_LRS';
/** The system disk and the data disk. */
const disksNeeded = 2;

/** Whether the region has the disks, the size takes them, and the subscription may have two more. */
export async function checkDisks(context: Context): Promise<Outcome> {
	const {size, region} = context.choices;
	const [offer, quotas, machine] = await Promise.all([context.offer(), context.computeQuotas(), context.machine()]);
	if (!offer) {
		return unknown(`The region has no size ${size}.`, `${region} does not list ${size}`);
	}

	const evidence = `${diskKind} ${offer.disks.includes(diskKind) ? 'offered' : 'not offered'} in ${region}; ${size} takes ${offer.dataDisks} data disks`;
	if (!offer.disks.includes(diskKind)) {
		return failed(`Azure does not offer Premium SSD to this subscription in ${region}.`, 'Choose another --region.', evidence);
	}

	if (!offer.premiumDisks || offer.dataDisks < 1) {
		return failed(`${size} takes no ${offer.premiumDisks ? 'data disk' : 'Premium SSD'}.`, 'Choose another --size.', evidence);
	}

	const quota = findQuota(quotas, 'PremiumDiskCount');
	return quota && !machine && quota.limit - quota.used < disksNeeded
		? failed(
				`The limit “${quota.title}” leaves too little in ${region}: ${quota.used} of ${quota.limit} are used, and two more are needed.`,
				'Remove disks that are not used, or choose another --region.',
				`${quota.title}: ${quota.used} of ${quota.limit} used`,
			)
		: passed(evidence);
}

/** Whether the region has the Ubuntu image, and the size can boot it. */
export async function checkImage(context: Context): Promise<Outcome> {
	const {ubuntu, region, size} = context.choices;
	const [image, offer] = await Promise.all([context.gateways.inquiries.images.find(ubuntu, region, context.call), context.offer()]);
	if (!image) {
		return failed(
			`Azure has no image of Ubuntu ${ubuntu} in ${region}.`,
			'Choose another --ubuntu or --region.',
			`no image of Ubuntu ${ubuntu}`,
		);
	}

	const evidence = `Ubuntu ${ubuntu} ${image.version}, ${image.generation}, ${image.architecture}, ${image.diskControllers.join('/') || 'SCSI'}`;
	const mismatch = offer && whyNotBootable(offer, image);
	return mismatch
		? failed(`${size} can't boot the image of Ubuntu ${ubuntu}: ${mismatch}.`, 'Choose another --size or --ubuntu.', evidence)
		: passed(evidence);
}

function whyNotBootable(offer: SizeOffer, image: ImageFacts): string | undefined {
	if (image.architecture.toLowerCase() !== offer.architecture.toLowerCase()) {
		return `it is for ${image.architecture} and the size is ${offer.architecture}`;
	}

	if (image.generation && !offer.generations.includes(image.generation)) {
		return `it is of generation ${image.generation} and the size takes ${offer.generations.join(' and ')}`;
	}

	// Images older than NVMe say nothing, and know SCSI.
	const controllers = image.diskControllers.length > 0 ? image.diskControllers : ['SCSI'];
	return controllers.some(controller => offer.diskControllers.includes(controller))
		? undefined
		: `it knows ${controllers.join(' and ')} disks and the size has ${offer.diskControllers.join(' and ')}`;
}
