import {OperatorError} from '../../errors/kinds.ts';
import type {SiteContext} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

const dashboard = 'Make another token with Zone Read and DNS Edit for this one zone.';
/** A token that ends so soon would not outlive the next repair. */
const soonDays = 7;
const day = 24 * 60 * 60 * 1000;
/** The powers over a zone that this tool uses; looking is harmless anyway. */
const neededPower = '#dns_records:edit';

/** Whether Cloudflare knows the token and will go on knowing it. */
export async function checkToken(context: SiteContext): Promise<Outcome> {
	const {gateways, choices, signal} = context;
	const account = async () => (await context.zones()).find(({id}) => id === choices.zone.id)?.accountId;
	return unlessRefused(async () => {
		const [zones, state] = await Promise.all([context.zones(), gateways.token.state(account, signal)]);
		const seen = `sees ${zones.length === 1 ? 'one zone' : `${zones.length} zones`}`;
		if (!state) {
			return passed(`${seen}; Cloudflare does not tell its state`);
		}

		if (state.status !== 'active') {
			return failed(`The Cloudflare token is ${state.status}.`, dashboard, `${state.status}; ${seen}`);
		}

		const until = state.expires?.toISOString().slice(0, 10);
		return state.expires && state.expires.getTime() < Date.now() + soonDays * day
			? failed(
					`The Cloudflare token ends on ${until}.`,
					'Give it more time in the Cloudflare dashboard.',
					`active until ${until}`,
					'should',
				)
			: passed(`active${until ? ` until ${until}` : ''}; ${seen}`);
	});
}

/** Whether the token could do more harm than its work needs. */
export async function checkReach(context: SiteContext): Promise<Outcome> {
	const zones = await context.zones();
	const powers = new Set(zones.flatMap(zone => zone.powers));
	const wide = [...powers].filter(power => power.endsWith(':edit') && power !== neededPower);
	const others = zones.length - 1;
	const evidence = `${zones.length} zones, ${powers.size > 0 ? [...powers].join(' ') : 'powers not told'}`;
	return wide.length > 0
		? failed(`The token may also change ${wide.map(power => power.slice(1, -':edit'.length)).join(', ')}.`, dashboard, evidence)
		: passed(others > 0 ? `DNS only, and ${others} ${others === 1 ? 'zone' : 'zones'} more than Wasper needs` : 'one zone, DNS only');
}

/** Whether the token may edit DNS: proven by a TXT record that is removed at once. */
export async function checkEdit(context: SiteContext): Promise<Outcome> {
	const {gateways, choices, signal} = context;
	const {zone} = choices;
	const name = `_wasper-probe.${zone.name}`;
	const proof = gateways.token.proveEdit(zone.id, name, signal);
	context.afterwards.push(proof.catch(() => {}));
	const outcome = await unlessRefused(async () =>
		(await proof) === 'removed'
			? passed(`wrote and removed TXT ${name}`)
			: failed(
					`The record ${name}, written to prove that the token may, could not be removed.`,
					`Remove TXT ${name} in the Cloudflare dashboard.`,
					`TXT ${name} may be left`,
					'should',
				),
	);
	// Whether the token is good at all is another check's matter.
	return outcome.state === 'failed' && !outcome.severity
		? {...outcome, cause: `The Cloudflare token may not change the records of ${zone.name}.`, fix: dashboard}
		: outcome;
}

/** A refusal is an answer; only what could not be asked is none. */
async function unlessRefused(ask: () => Promise<Outcome>): Promise<Outcome> {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof OperatorError) || error.kind !== 'action') {
			throw error;
		}

		const {cause, next = dashboard, evidence = []} = error.explanation;
		return failed(cause, next, evidence.join(', '));
	}
}
