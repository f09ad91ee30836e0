import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';

const another = 'Choose another --size or --region.';

/** Whether this subscription may have the size in the region. A machine that has it keeps it. */
export async function checkSize(context: Context): Promise<Outcome> {
	const {size, region} = context.choices;
	const [offer, machine] = await Promise.all([context.offer(), context.machine()]);
	if (machine?.size === size) {
		return passed(`${machine.name} has the size ${size} already`);
	}

	if (!offer) {
		return failed(`There is no size ${size} in ${region}.`, another, `${region} does not list ${size}`);
	}

	if (offer.architecture === 'Arm64') {
		return failed(
			`${size} has Arm processors, and this tool sets up x64 machines.`,
			'Choose another --size.',
			`${size}, ${offer.architecture}`,
		);
	}

	if (!offer.restriction) {
		return passed(`${size} is offered in ${region}`);
	}

	return failed(
		offer.restriction === 'QuotaId'
			? `This kind of subscription may not have ${size} in ${region}.`
			: `Azure does not offer ${size} to this subscription in ${region}.`,
		another,
		`${size} in ${region}: ${offer.restriction}`,
	);
}

/** Zones in which the size can't be had. No zone is asked for, so that this is only worth knowing. */
export async function checkZones(context: Context): Promise<Outcome> {
	const {size, region} = context.choices;
	const offer = await context.offer();
	if (!offer) {
		return unknown(`The region has no size ${size}.`, `${region} does not list ${size}`);
	}

	const zones = offer.restrictedZones;
	return zones.length > 0
		? failed(
				`Azure does not offer ${size} in ${zones.length === 1 ? 'zone' : 'the zones'} ${zones.join(', ')} of ${region}, so it may run out sooner.`,
				'Nothing has to be done: no zone is asked for. Another --size may be easier to get.',
				`${size} in ${region}: restricted in ${zones.join(', ')}`,
			)
		: passed(`no zone of ${region} is closed for ${size}`);
}
