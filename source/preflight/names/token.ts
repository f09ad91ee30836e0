import {probeName} from '../../cloudflare/gateway.ts';
import {OperatorError} from '../../errors/kinds.ts';
import type {SiteContext} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

const dashboard = 'Create another token with Zone Read and DNS Edit for this one zone.';
/** A token that expires so soon would not outlive the next repair. */
const soonDays = 7;
const day = 24 * 60 * 60 * 1000;
/** The permission that this tool uses; reading is harmless. */
const neededPower = '#dns_records:edit';

/** Whether the token is active and stays so. */
export async function checkToken(context: SiteContext): Promise<Outcome> {
	const {gateways, choices, signal} = context;
	const account = async () => (await context.zones()).find(({id}) => id === choices.zone.id)?.accountId;
	return unlessRefused(async () => {
		const [zones, state] = await Promise.all([context.zones(), gateways.token.state(account, signal)]);
		const seen = `sees ${zones.length === 1 ? 'one zone' : `${zones.length} zones`}`;
		if (!state) {
			return passed(`${seen}; Cloudflare does not report its status`);
		}

		if (state.status !== 'active') {
			return failed(`The Cloudflare token is ${state.status}.`, dashboard, `${state.status}; ${seen}`);
		}

		const until = state.expires?.toISOString().slice(0, 10);
		return state.expires && state.expires.getTime() < Date.now() + soonDays * day
			? failed(`The Cloudflare token expires on ${until}.`, 'Extend it in the Cloudflare dashboard.', `active until ${until}`, 'should')
			: passed(`active${until ? ` until ${until}` : ''}; ${seen}`);
	});
}

/** Whether the token has more permissions than this tool needs. */
export async function checkReach(context: SiteContext): Promise<Outcome> {
	const zones = await context.zones();
	const powers = new Set(zones.flatMap(zone => zone.powers));
	const wide = [...powers].filter(power => power.endsWith(':edit') && power !== neededPower);
	const others = zones.length - 1;
	const evidence = `${zones.length} zones, ${powers.size > 0 ? [...powers].join(' ') : 'permissions not reported'}`;
	return wide.length > 0
		? failed(`The token also has permission to edit ${wide.map(power => power.slice(1, -':edit'.length)).join(', ')}.`, dashboard, evidence)
		: passed(others > 0 ? `DNS only, and ${others} ${others === 1 ? 'zone' : 'zones'} more than Wasper needs` : 'one zone, DNS only');
}

/** Whether the token has permission to edit DNS: proven by a TXT record that is removed at once. */
export async function checkEdit(context: SiteContext): Promise<Outcome> {
	const {gateways, choices, signal} = context;
	const {zone} = choices;
	const name = probeName(zone.name);
	const proof = gateways.token.proveEdit(zone.id, name, signal);
	context.afterwards.push(proof.catch(() => {}));
	const outcome = await unlessRefused(async () =>
		(await proof) === 'removed'
			? passed(`wrote and removed TXT ${name}`)
			: failed(
					`The TXT record ${name}, created to test the token, could not be removed.`,
					`Remove TXT ${name} in the Cloudflare dashboard.`,
					`TXT ${name} may be left`,
					'should',
				),
	);
	// Whether the token is valid at all is found by another check.
	return outcome.state === 'failed' && !outcome.severity
		? {...outcome, cause: `The Cloudflare token does not have permission to edit the DNS records of ${zone.name}.`, fix: dashboard}
		: outcome;
}

/** A refusal is an outcome; only a request that could not be made is none. */
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
