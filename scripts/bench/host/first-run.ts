import {hostUnits, type HostUnit} from '../../../source/host/protocol.ts';
import {ask} from '../../../test/machine/site.ts';
import {domain, loadImages, type Backend} from '../../../test/machine/backend.ts';
import {timed, type Timed} from './waiting.ts';

const owner = JSON.stringify({email: 'ada@example.com', firstName: 'Ada', lastName: 'Byron', password: 'correct horse 9'});

export interface FirstRun {
	/** In the order of their work; one after the other, as the machine's lock has it. */
	units: (Timed & {unit: HostUnit})[];
	/** Handing over the images, which takes the place of a pull; not part of the rest. */
	images: Timed;
	/** Seconds from the first SSH session to wasperctl in place with its settings. */
	program: number;
	/** Seconds from the first SSH session to the first healthy answer over trusted HTTPS, without `images`. */
	healthy: number;
}

/** Takes a bare machine to a served site, unit by unit. */
export async function firstRun(backend: Backend): Promise<FirstRun> {
	const answered = await firstSession(backend);
	const found: FirstRun = {units: [], images: {seconds: 0, waiting: 0}, program: Date.now() / 1000 - answered, healthy: 0};
	for (const unit of hostUnits) {
		if (unit === 'images') {
			found.images = await timed(backend.machine.name, () => loadImages(backend));
		}

		const time = await timed(backend.machine.name, () => apply(backend, unit));
		found.units.push({unit, ...time});
		if (unit === 'tls') {
			const answer = await ask(backend.machine.address, domain, '/api/v1/health', {ca: await backend.authority.issuingRoot()});
			if (answer.status !== 200) {
				throw new Error(`The site answers ${answer.status}: ${answer.body}`);
			}

			found.healthy = Date.now() / 1000 - answered - found.images.seconds;
		}
	}

	return found;
}

/** When sshd let somebody in for the first time, in seconds since 1970; the machine's clock is this one's. */
async function firstSession(backend: Backend): Promise<number> {
	const seconds = Number(
		await backend.shell.must("sudo journalctl --unit ssh --output short-unix --no-pager --grep Accepted | awk 'NR == 1 {print $1}'"),
	);
	if (!(seconds > 0)) {
		throw new Error('The journal does not tell when SSH answered first.');
	}

	return seconds;
}

async function apply(backend: Backend, unit: HostUnit): Promise<void> {
	const {last} = await backend.shell.apply(unit, unit === 'owner' ? owner : '');
	if (last.type !== 'result') {
		throw new Error(`Unit ${unit}: ${JSON.stringify(last)}`);
	}
}
