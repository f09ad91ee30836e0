import {setTimeout as pause} from 'node:timers/promises';
import {healthPath} from '../../deployment/releases.ts';
import {ExternalError} from '../../errors/kinds.ts';
import type {HostReport} from '../../host/protocol.ts';
import {lookAtHost} from '../host/report.ts';
import type {Inspection, MachineStep} from '../step.ts';

/** How long the app may take to answer, in milliseconds. */
export interface HealthTiming {
	deadline: number;
	pause: number;
	heartbeat: number;
}

const usual: HealthTiming = {deadline: 300_000, pause: 3000, heartbeat: 10_000};

/** The app answers on the machine itself; from outside it is looked at once the certificate is there. */
export function healthStep(timing: HealthTiming = usual): MachineStep<'app.health'> {
	return {
		id: 'app.health',
		plane: 'app',
		title: 'Wait until Wasper is healthy',
		needs: ['host.stack'],
		looksWith: ['host.ssh'],

		async inspect(context) {
			const look = await lookAtHost(context);
			return 'finding' in look ? look.finding : judge(look.report);
		},

		async apply({gateways, signal, say}) {
			const started = performance.now();
			let said = started;
			for (;;) {
				const report = await gateways.host.inspect(signal);
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
	};
}

function judge(report: HostReport): Inspection<'app.health'> {
	const {app} = report;
	if (!app) {
		return {state: 'absent', evidence: 'Wasper does not run yet'};
	}

	return app.healthy
		? {state: 'ok', evidence: describe(report), result: {version: app.version}}
		: {
				state: 'broken',
				evidence: describe(report),
				cause: 'Wasper runs but its health check does not succeed.',
				fix: 'Waits for it, at most five minutes.',
			};
}

function describe({app}: HostReport): string {
	return app ? `Wasper ${app.version} is ${app.healthy ? 'healthy' : 'not healthy yet'}` : 'Wasper does not answer yet';
}

function unhealthy(report: HostReport, timing: HealthTiming): ExternalError {
	return new ExternalError({
		code: 'app.unhealthy',
		cause: `Wasper did not become healthy within ${Math.round(timing.deadline / 60_000)} min.`,
		outcome: 'Its containers go on running; what was made is kept.',
		next: 'Look at its log on the machine with `sudo wasperctl logs`, then run the same command again.',
		evidence: [describe(report), `stack: ${report.units.stack.evidence}`],
	});
}
