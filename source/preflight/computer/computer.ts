import type {SiteContext} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** Beyond five minutes, tokens and certificates count as expired or not valid yet. */
const mostSeconds = 300;
/** The log of a long run stays below a tenth of this. */
const enoughBytes = 50 * 1024 * 1024;

/** Whether this computer's clock agrees with that of the service that it talks to. */
export async function checkClock({gateways, signal}: SiteContext): Promise<Outcome> {
	const {name} = gateways.clock;
	const lead = await gateways.clock.lead(signal);
	const seconds = Math.round(Math.abs(lead));
	const evidence = seconds <= 1 ? `agrees with ${name}` : `${describe(seconds)} ${lead > 0 ? 'ahead of' : 'behind'} ${name}`;
	return Math.abs(lead) > mostSeconds
		? failed(
				`This computer's clock is ${evidence}: sign-in and certificates would be refused.`,
				'Synchronize the clock: timedatectl set-ntp true, or in the system settings.',
				evidence,
			)
		: passed(evidence);
}

/** Whether there is enough disk space for the log. */
export async function checkSpace({gateways}: SiteContext): Promise<Outcome> {
	const {path, freeBytes} = gateways.logFolder;
	const free = await freeBytes();
	const evidence = `${Math.floor(free / 1024 / 1024)} MiB free for ${path}`;
	return free < enoughBytes
		? failed(
				'There is not enough disk space for the log of the run.',
				'Free some space, or choose another place with --log-file.',
				evidence,
			)
		: passed(evidence);
}

function describe(seconds: number): string {
	const minutes = Math.round(seconds / 60);
	const hours = Math.round(seconds / 3600);
	return seconds < 120 ? `${seconds} s` : minutes < 120 ? `${minutes} min` : hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
