import type {ImageFacts} from '../../azure/lookups/images.ts';
import type {SizeOffer} from '../../azure/lookups/offers.ts';
import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';
import {findQuota} from './quotas.ts';

const diskKind = 'Premium_LRS';
/** The OS disk and the data disk. */
const disksNeeded = 2;

/** Whether the disks are available in the region, the size supports them, and the quota leaves room for two more. */
export async function checkDisks(context: Context): Promise<Outcome> {
	const {size, region} = context.choices;
	const [offer, quotas, machine] = await Promise.all([context.offer(), context.computeQuotas(), context.machine()]);
	if (!offer) {
		return unknown(`${size} is not available in ${region}.`, `${region} does not list ${size}`);
	}

	const evidence = `${diskKind} ${offer.disks.includes(diskKind) ? 'offered' : 'not offered'} in ${region}; ${size} takes ${offer.dataDisks} data disks`;
	if (!offer.disks.includes(diskKind)) {
		return failed(`Premium SSD is not available to this subscription in ${region}.`, 'Choose another --region.', evidence);
	}

	if (!offer.premiumDisks || offer.dataDisks < 1) {
		return failed(`${size} does not support ${offer.premiumDisks ? 'data disks' : 'Premium SSD'}.`, 'Choose another --size.', evidence);
	}

	const quota = findQuota(quotas, 'PremiumDiskCount');
	return quota && !machine && quota.limit - quota.used < disksNeeded
		? failed(
				`Disk quota exceeded in ${region}: ${quota.used} of ${quota.limit} “${quota.title}” are in use, and two more are needed.`,
				'Delete disks that are not in use, or choose another --region.',
				`${quota.title}: ${quota.used} of ${quota.limit} used`,
			)
		: passed(evidence);
}

/** Whether the Ubuntu image is available in the region, and the size can boot it. */
export async function checkImage(context: Context): Promise<Outcome> {
	const {ubuntu, region, size} = context.choices;
	const [image, offer] = await Promise.all([context.gateways.inquiries.images.find(ubuntu, region, context.call), context.offer()]);
	if (!image) {
		return failed(
			`The image of Ubuntu ${ubuntu} is not available in ${region}.`,
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
		return `it is a generation ${image.generation} image and the size supports ${offer.generations.join(' and ')}`;
	}

	// Images older than NVMe say nothing, and know SCSI.
	const controllers = image.diskControllers.length > 0 ? image.diskControllers : ['SCSI'];
	return controllers.some(controller => offer.diskControllers.includes(controller))
		? undefined
		: `it supports ${controllers.join(' and ')} disk controllers and the size has ${offer.diskControllers.join(' and ')}`;
}
