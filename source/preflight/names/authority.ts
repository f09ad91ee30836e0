import type {SiteContext} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** Certificates that Let's Encrypt issues for one set of names in a week. */
const mostAWeek = 5;
const week = 7 * 24 * 60 * 60 * 1000;

/** Whether the certificate authority's directory answers. The machine will use it, not this computer. */
export async function checkDirectory(context: SiteContext): Promise<Outcome> {
	try {
		const {newOrder} = await context.directory();
		return passed(`${new URL(newOrder).host} answers`);
	} catch (error) {
		context.signal.throwIfAborted();
		const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		return failed(
			"Let's Encrypt's directory does not answer this computer correctly.",
			'The machine connects to it later, from its own network. If that fails too, run the same command again once it answers.',
			reason instanceof Error ? reason.message : String(reason),
		);
	}
}

/** Whether this computer got so many certificates for the name lately that the next one would be rate limited. */
export async function checkLimits({choices, gateways}: SiteContext): Promise<Outcome> {
	const recent = (await gateways.certificates()).filter(date => date.getTime() > Date.now() - week);
	const evidence = `${recent.length} of ${mostAWeek} certificates in seven days from this computer; others' are not counted`;
	const oldest = recent.at(-mostAWeek);
	if (!oldest) {
		return passed(evidence);
	}

	const free = new Date(oldest.getTime() + week).toISOString().slice(0, 16).replace('T', ' ');
	return failed(
		`Let's Encrypt rate limit reached: ${mostAWeek} certificates a week for ${choices.domain}. The next one is available on ${free} UTC.`,
		'Wait until then, choose another --domain, or continue: an existing data disk keeps its certificate.',
		evidence,
	);
}
