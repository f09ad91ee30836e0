import type {HostReport, HostSettings} from '../../host/protocol.ts';
import type {Finding} from '../../plan/finding.ts';
import type {PropertyChange} from '../../plan/plan.ts';
import type {MachineContext, MachineStep} from '../step.ts';
import {lookAtHost} from './report.ts';

/** `wasperctl` of our version on the machine, and the settings that its units use. */
export const program: MachineStep<'host.program'> = {
	id: 'host.program',
	plane: 'host',
	title: 'Install wasperctl',
	needs: ['host.ssh', 'azure.address'],

	async inspect(context) {
		const look = await lookAtHost(context);
		const version = await context.gateways.host.programVersion();
		if ('finding' in look) {
			return look.program === undefined ? look.finding : otherProgram(look.program, version, `wasperctl ${look.program}`);
		}

		const {report} = look;
		if (report.version !== version) {
			return otherProgram(report.version, version, describe(report));
		}

		return otherSettings(report, await settings(context)) ?? {state: 'ok', evidence: describe(report), result: {version}};
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

function otherProgram(installed: string, version: string, evidence: string): Finding {
	return {
		state: 'drifted',
		evidence,
		changes: [{property: 'wasperctl', from: installed, to: version}],
		cause: `The machine has wasperctl ${installed}; this tool uses ${version}.`,
		fix: `Installs wasperctl ${version}; nothing is restarted.`,
	};
}

function otherSettings(report: HostReport, wanted: HostSettings): Finding | undefined {
	const evidence = describe(report);
	const {settings: existing} = report;
	if (!existing) {
		return {state: 'absent', evidence: `${evidence}; no settings yet`, fix: 'Sends the settings.'};
	}

	const keys = Object.keys({...existing, ...wanted}) as Array<keyof HostSettings>;
	const changed = keys.filter(key => JSON.stringify(existing[key]) !== JSON.stringify(wanted[key]));
	return changed.length === 0
		? undefined
		: {
				state: 'drifted',
				evidence,
				changes: changed.map(key => changeOf(key, existing, wanted)),
				cause: `The machine has other settings: ${changed.map(key => difference(key, existing, wanted)).join('; ')}.`,
				fix: 'Sends the new settings.',
			};
}

/** A certificate is too long to show. */
function changeOf(key: keyof HostSettings, existing: HostSettings, wanted: HostSettings): PropertyChange {
	const [from, to] = [existing[key], wanted[key]];
	return {
		property: key,
		...(from !== undefined && {from: key === 'acmeAuthority' ? 'another certificate' : String(from)}),
		...(to !== undefined && {to: key === 'acmeAuthority' ? 'the wanted certificate' : String(to)}),
	};
}

function difference(key: keyof HostSettings, existing: HostSettings, wanted: HostSettings): string {
	return key === 'acmeAuthority'
		? `${key} differs`
		: `${key} is ${String(existing[key] ?? 'not set')}, should be ${String(wanted[key] ?? 'not set')}`;
}

function describe({os, version}: HostReport): string {
	return `${os}, wasperctl ${version}`;
}
