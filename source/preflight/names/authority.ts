import type {SiteContext} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** Let's Encrypt gives so many certificates for one set of names in a week. */
const mostAWeek = 5;
const week = 7 * 24 * 60 * 60 * 1000;

/** Whether the certificate authority's directory answers. The machine will ask it, not this computer. */
export async function checkDirectory(context: SiteContext): Promise<Outcome> {
	try {
		const {newOrder} = await context.directory();
		return passed(`${new URL(newOrder).host} answers`);
	} catch (error) {
		context.signal.throwIfAborted();
		const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		return failed(
			"Let's Encrypt's directory does not answer this computer as it should.",
			'The machine asks it later, from its own network. If that fails too, run the same command again when it answers.',
			reason instanceof Error ? reason.message : String(reason),
		);
	}
}

/** Whether this computer got so many certificates for the name lately that the next would be refused. */
export async function checkLimits({choices, gateways}: SiteContext): Promise<Outcome> {
	const recent = (await gateways.certificates()).filter(date => date.getTime() > Date.now() - week);
	const evidence = `${recent.length} of ${mostAWeek} certificates in seven days from this computer; others' are not known here`;
	const oldest = recent.at(-mostAWeek);
	if (!oldest) {
		return passed(evidence);
	}

	const free = new Date(oldest.getTime() + week).toISOString().slice(0, 16).replace('T', ' ');
	return failed(
		`Let's Encrypt gives ${mostAWeek} certificates a week for ${choices.domain}, and this computer asked for all of them: the next is to be had on ${free} UTC.`,
		'Wait until then, choose another --domain, or go on: a data disk that still stands keeps its certificate.',
		evidence,
	);
}
