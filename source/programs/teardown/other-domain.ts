import type {SitePlacement} from '../../deployment/deployment.ts';
import {ActionError} from '../../errors/kinds.ts';
import type {HostGateway} from '../../host/gateway.ts';
import {readReport} from '../../steps/host/report.ts';

/** Throws an ActionError when the machine runs Wasper at another domain than the named one. */
export async function refuseOtherDomain({choices}: SitePlacement, host: HostGateway, signal: AbortSignal): Promise<void> {
	const seen = await readReport(host, signal);
	const domain = 'report' in seen ? seen.report.settings?.domain : undefined;
	if (domain !== undefined && domain !== choices.domain) {
		throw new ActionError({
			code: 'host.other-domain',
			cause: `Wasper on this machine was set up for ${domain}, not for ${choices.domain}.`,
			outcome: 'Nothing was removed.',
			next: `Run the same command again with --domain ${domain}.`,
		});
	}
}
