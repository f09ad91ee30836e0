import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';

const another = 'Choose another --size or --region.';

/** Whether the size is available to this subscription in the region. A VM that has it keeps it. */
export async function checkSize(context: Context): Promise<Outcome> {
	const {size, region} = context.choices;
	const [offer, machine] = await Promise.all([context.offer(), context.machine()]);
	if (machine?.size === size) {
		return passed(`${machine.name} has the size ${size} already`);
	}

	if (!offer) {
		return failed(`${size} is not available in ${region}.`, another, `${region} does not list ${size}`);
	}

	if (offer.architecture === 'Arm64') {
		return failed(
			`${size} has Arm processors, and this tool sets up x64 virtual machines.`,
			'Choose another --size.',
			`${size}, ${offer.architecture}`,
		);
	}

	if (!offer.restriction) {
		return passed(`${size} is available in ${region}`);
	}

	return failed(
		offer.restriction === 'QuotaId'
			? `${size} is not available to this type of subscription in ${region}.`
			: `${size} is not available to this subscription in ${region}.`,
		another,
		`${size} in ${region}: ${offer.restriction}`,
	);
}

/** Availability zones in which the size is not available. No zone is requested, so this is only a note. */
export async function checkZones(context: Context): Promise<Outcome> {
	const {size, region} = context.choices;
	const offer = await context.offer();
	if (!offer) {
		return unknown(`${size} is not available in ${region}.`, `${region} does not list ${size}`);
	}

	const zones = offer.restrictedZones;
	return zones.length > 0
		? failed(
				`${size} is not available in ${zones.length === 1 ? 'zone' : 'zones'} ${zones.join(', ')} of ${region}, so capacity may run out sooner.`,
				'No action is needed: no zone is requested. Another --size may have more capacity.',
				`${size} in ${region}: restricted in ${zones.join(', ')}`,
			)
		: passed(`${size} is available in every zone of ${region}`);
}
