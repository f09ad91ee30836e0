import {setTimeout as pause} from 'node:timers/promises';
import {healthPath} from '../../deployment/releases.ts';
import {ExternalError} from '../../errors/kinds.ts';
import type {HostReport} from '../../host/protocol.ts';
import type {Inspection} from '../../plan/finding.ts';
import {handle} from '../handle.ts';
import {inspectHost} from '../host/report.ts';
import {hostUnit, sshConnection} from '../host/results.ts';
import {instanceId, instanceTitle, type Machine} from '../machine.ts';
import {machineStep} from '../step.ts';

/** How long the app may take to answer, in milliseconds. */
export interface HealthTiming {
	deadline: number;
	pause: number;
	heartbeat: number;
}

const usual: HealthTiming = {deadline: 300_000, pause: 3000, heartbeat: 10_000};

/** Wasper, healthy on its machine. */
export function healthyApp(machine: Machine) {
	return handle<{version: string}>(instanceId('app.health', machine));
}

/** The app answers on the machine itself; from outside it is tested once the certificate is there. */
export function healthStep(machine: Machine, timing: HealthTiming = usual) {
	const id = instanceId('app.health', machine);
	return machineStep({
		id,
		plane: 'app',
		title: instanceTitle('Wait until Wasper is healthy', machine),
		needs: {stack: hostUnit('stack', machine), ssh: sshConnection(machine)},
		gives: healthyApp(machine),
		inspectsWith: ['ssh'],

		inspect: async context => inspectHost(id, machine, context, report => assess(report, timing)),

		async apply({gateways, signal, say}) {
			const host = gateways.hosts.machine(machine.name);
			const started = performance.now();
			let said = started;
			for (;;) {
				const report = await host.inspect(signal);
				if (report.app?.healthy) {
					return {version: report.app.version};
				}

				const now = performance.now();
				if (now - started + timing.pause >= timing.deadline) {
					throw unhealthy(report, timing);
				}

				if (now - said >= timing.heartbeat) {
					said = now;
					say(
						`Waiting for ${healthPath} on the machine: ${describe(report)} (${Math.round((now - started) / 1000)} of ${Math.round(timing.deadline / 1000)} s)`,
					);
				}

				await pause(timing.pause, undefined, {signal});
			}
		},
	});
}

function assess(report: HostReport, {deadline}: HealthTiming): Inspection<{version: string}> {
	const {app} = report;
	const evidence = describe(report);
	if (!app) {
		return {evidence, findings: [{code: 'app.health.absent', state: 'absent', evidence}]};
	}

	return app.healthy
		? {evidence, findings: [], result: {version: app.version}}
		: {
				evidence,
				findings: [
					{
						code: 'app.health.unhealthy',
						state: 'broken',
						evidence,
						cause: 'Wasper is running but its health check fails.',
						fix: `Waits for it, at most ${Math.round(deadline / 60_000)} minutes.`,
					},
				],
			};
}

function describe({app}: HostReport): string {
	return app ? `Wasper ${app.version} is ${app.healthy ? 'healthy' : 'not healthy yet'}` : 'Wasper does not answer yet';
}

function unhealthy(report: HostReport, timing: HealthTiming): ExternalError {
	return new ExternalError({
		code: 'app.unhealthy',
		cause: `Wasper did not become healthy within ${Math.round(timing.deadline / 60_000)} min.`,
		outcome: 'Its containers keep running; what was created is kept.',
		next: 'Read its log on the machine with `sudo wasperctl logs`, then run the same command again.',
		evidence: [describe(report), `stack: ${report.units.stack.evidence}`],
	});
}
