import type {HostReport, HostSettings} from '../../host/protocol.ts';
import {otherRelease} from '../../deployment/releases.ts';
import {ActionError} from '../../errors/kinds.ts';
import type {Finding, PropertyChange} from '../../plan/finding.ts';
import {instanceId, instanceTitle, type Machine, type MachineIdentity} from '../machine.ts';
import {machineStep, type MachineContext} from '../step.ts';
import {readReport} from './report.ts';
import {installedProgram, sshConnection} from './results.ts';

/** `wasperctl` on the machine, of our version, and the settings that its units work by. */
export function programStep(machine: Machine) {
	const id = instanceId('host.program', machine);
	return machineStep({
		id,
		plane: 'host',
		title: instanceTitle('Install wasperctl', machine),
		needs: {ssh: sshConnection(machine), ip: machine.address, identity: machine.identity},
		gives: installedProgram(machine),

		async inspect(context) {
			const host = context.gateways.hosts.machine(machine.name);
			const version = await host.programVersion();
			const seen = await readReport(host, context.signal);
			if (!('report' in seen)) {
				const {finding, program} = seen;
				const {code, evidence} = finding;
				// A program of another protocol cannot say more of itself than its version.
				return {
					evidence,
					findings: program === undefined ? [{...finding, code: `${id}.${code}`}] : otherVersion(program, version, evidence),
				};
			}

			const {report} = seen;
			const evidence = describe(report);
			const wanted = await settings(machine, context);
			const findings = [
				...unwantedRelease(report, wanted),
				...otherVersion(report.version, version, evidence),
				...otherSettings(report, wanted),
			];
			return {evidence, findings, ...(findings.length === 0 && {result: {version}})};
		},

		async apply(context) {
			const {gateways, signal, say} = context;
			const host = gateways.hosts.machine(machine.name);
			const version = await host.programVersion();
			const seen = await readReport(host, signal);
			const wanted = await settings(machine, context);
			if ('report' in seen) {
				refuseOtherRelease(seen.report, wanted);
			}

			if (!('report' in seen) || seen.report.version !== version) {
				say(`Installing wasperctl ${version}`);
				await host.install(signal);
			}

			await host.configure(wanted, signal);
			return {version};
		},
	});
}

async function settings(
	{name, dataDisk: chosen}: Machine,
	{deployment, gateways, needs}: MachineContext<{ip: {ip: string}; identity: MachineIdentity}>,
): Promise<HostSettings> {
	const dataDisk = chosen ?? needs.identity.dataDisk;
	return {
		domain: deployment.choices.domain,
		release: deployment.choices.release,
		certificateContact: deployment.choices.certificateContact,
		address: needs.ip.ip,
		...(dataDisk !== undefined && {dataDisk}),
		...(await gateways.hosts.machine(name).environment()),
	};
}

function otherVersion(installed: string, version: string, evidence: string): Finding[] {
	return installed === version
		? []
		: [
				{
					code: 'host.program.version',
					state: 'drifted',
					evidence,
					changes: [{property: 'wasperctl', from: installed, to: version}],
					cause: `The machine has wasperctl ${installed}; this tool uses ${version}.`,
					fix: `Installs wasperctl ${version}; nothing is restarted.`,
				},
			];
}

/** A database keeps the release that wrote it: the settings never name another. */
function unwantedRelease({release}: HostReport, wanted: HostSettings): Finding[] {
	if (release === undefined || wanted.release === undefined || release === wanted.release) {
		return [];
	}

	const {cause, next} = otherRelease(release, wanted.release);
	const changes = [{property: 'release', from: release, to: wanted.release}];
	return [{code: 'host.program.release', state: 'drifted', evidence: `release ${release}`, changes, cause, blocked: next}];
}

function refuseOtherRelease(report: HostReport, wanted: HostSettings): void {
	const [finding] = unwantedRelease(report, wanted);
	if (finding) {
		throw new ActionError({
			code: finding.code,
			cause: finding.cause ?? '',
			outcome: 'Nothing on the machine was changed.',
			next: finding.blocked ?? '',
			evidence: [finding.evidence],
		});
	}
}

function otherSettings(report: HostReport, wanted: HostSettings): Finding[] {
	const {settings: existing} = report;
	if (!existing) {
		return [{code: 'host.program.no-settings', state: 'absent', evidence: 'no settings yet', fix: 'Sends the settings.'}];
	}

	const keys = Object.keys({...existing, ...wanted}) as Array<keyof HostSettings>;
	const changed = keys.filter(key => JSON.stringify(existing[key]) !== JSON.stringify(wanted[key]));
	return changed.length === 0
		? []
		: [
				{
					code: 'host.program.settings',
					state: 'drifted',
					evidence: describe(report),
					changes: changed.map(key => changeOf(key, existing, wanted)),
					cause: `The machine has other settings: ${changed.map(key => difference(key, existing, wanted)).join('; ')}.`,
					fix: 'Sends the new settings.',
				},
			];
}

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
