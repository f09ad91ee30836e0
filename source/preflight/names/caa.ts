import type {CaaHolder} from '../../dns/delegation.ts';
import type {SiteContext} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

const usualIdentity = 'letsencrypt.org';

/** Whether the CAA records that apply to the name allow the certificate authority to issue, by HTTP-01. */
export async function checkCaa(context: SiteContext): Promise<Outcome> {
	const {gateways, choices, signal} = context;
	const [found, directory] = await Promise.all([
		gateways.delegation.authorities(choices.domain, signal),
		context.directory().catch(() => undefined),
	]);
	const issuers = (found?.records ?? []).flatMap(({issue}) => (issue === undefined ? [] : [issue]));
	if (!found || issuers.length === 0) {
		return passed(found ? `${found.holder} restricts no certificate authority` : 'no CAA records: every certificate authority may issue');
	}

	const identities = directory?.caaIdentities.length ? directory.caaIdentities : [usualIdentity];
	const evidence = `${found.holder}: ${describe(found.records)}`;
	if (issuers.some(issuer => permits(issuer, identities))) {
		return passed(evidence);
	}

	return failed(
		`The CAA records of ${found.holder} do not allow ${identities[0]} to issue a certificate for ${choices.domain}.`,
		`Add this CAA record to ${found.holder} in the Cloudflare dashboard: 0 issue "${identities[0]}"`,
		evidence,
	);
}

/** `letsencrypt.org; validationmethods=dns-01` names the authority and forbids our method all the same. */
function permits(issuer: string, identities: readonly string[]): boolean {
	const [name = '', ...parameters] = issuer.split(';').map(part => part.trim());
	const methods = parameters.find(parameter => /^validationmethods\s*=/i.test(parameter))?.split('=')[1];
	// Accounts are made on the machine: none can be named beforehand.
	const bound = parameters.some(parameter => /^accounturi\s*=/i.test(parameter));
	return identities.includes(name.toLowerCase()) && !bound && (methods === undefined || /\bhttp-01\b/i.test(methods));
}

function describe(records: CaaHolder['records']): string {
	return records
		.flatMap(({critical, type: _, ...tags}: CaaHolder['records'][number] & {type?: string}) =>
			Object.entries(tags).map(([tag, value]) => `${critical} ${tag} "${value}"`),
		)
		.join(', ');
}
