import type {HostReport, HostSettings} from '../../host/protocol.ts';
import type {Finding} from '../../plan/finding.ts';
import type {PropertyChange} from '../../plan/plan.ts';
import type {MachineContext, MachineStep} from '../step.ts';
import {lookAtHost} from './report.ts';

/** `wasperctl` on the machine, of our version, and the settings that its units work by. */
export const program: MachineStep<'host.program'> = {
	id: 'host.program',
	plane: 'host',
	title: 'Install wasperctl',
	needs: ['host.ssh', 'azure.address'],

	async inspect(context) {
		const look = await lookAtHost(context);
		if ('finding' in look) {
			return look.finding;
		}

		const version = await context.gateways.host.programVersion();
		const {report} = look;
		const wrong = otherVersion(report, version) ?? otherSettings(report, await settings(context));
		return wrong ?? {state: 'ok', evidence: describe(report), result: {version}};
	},

	async apply(context) {
		const {gateways, signal, say} = context;
		const version = await gateways.host.programVersion();
		const look = await lookAtHost(context);
		if (!('report' in look) || look.report.version !== version) {
			say(`Installing wasperctl ${version}`);
			await gateways.host.install(signal);
		}

		await gateways.host.configure(await settings(context), signal);
		return {version};
	},
};

async function settings({deployment, gateways, result}: MachineContext): Promise<HostSettings> {
	return {
		domain: deployment.choices.domain,
		release: deployment.choices.release,
		certificateContact: deployment.choices.certificateContact,
		address: result('azure.address').ip,
		...(deployment.dataDisk !== undefined && {dataDisk: deployment.dataDisk}),
		...(await gateways.host.environment()),
	};
}

function otherVersion(report: HostReport, version: string): Finding | undefined {
	return report.version === version
		? undefined
		: {
				state: 'drifted',
				evidence: describe(report),
				changes: [{property: 'wasperctl', from: report.version, to: version}],
				cause: `The machine has wasperctl ${report.version}, and this tool works with ${version}.`,
				fix: `Installs wasperctl ${version}; nothing is restarted.`,
			};
}

function otherSettings(report: HostReport, wanted: HostSettings): Finding | undefined {
	const evidence = describe(report);
	const {settings: kept} = report;
	if (!kept) {
		return {state: 'absent', evidence: `${evidence}; no settings yet`, fix: 'Hands the settings over.'};
	}

	const keys = Object.keys({...kept, ...wanted}) as Array<keyof HostSettings>;
	const changed = keys.filter(key => JSON.stringify(kept[key]) !== JSON.stringify(wanted[key]));
	return changed.length === 0
		? undefined
		: {
				state: 'drifted',
				evidence,
				changes: changed.map(key => changeOf(key, kept, wanted)),
				cause: `The machine works with other settings: ${changed.map(key => difference(key, kept, wanted)).join('; ')}.`,
				fix: 'Hands the new settings over.',
			};
}

function changeOf(key: keyof HostSettings, kept: HostSettings, wanted: HostSettings): PropertyChange {
	const [from, to] = [kept[key], wanted[key]];
	return {
		property: key,
		...(from !== undefined && {from: key === 'acmeAuthority' ? 'another one' : String(from)}),
		...(to !== undefined && {to: key === 'acmeAuthority' ? 'ours' : String(to)}),
	};
}

function difference(key: keyof HostSettings, kept: HostSettings, wanted: HostSettings): string {
	return key === 'acmeAuthority'
		? `${key} is another one`
		: `${key} is ${String(kept[key] ?? 'not set')} and not ${String(wanted[key] ?? 'left out')}`;
}

function describe({os, version}: HostReport): string {
	return `${os}, wasperctl ${version}`;
}
