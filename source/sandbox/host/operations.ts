import type {HostOperation} from '../../host/protocol.ts';
import {hostSeconds} from './definitions.ts';
import type {Host} from './host.ts';
import {hostReport} from './report.ts';

/** What an operation prints, and whether it works on the whole machine while it lasts. */
interface Operation {
	exclusive: boolean;
	run(host: Host): string[];
	/** The same as one document, for `--json`. */
	document?(host: Host): unknown;
}

const stateOf = (host: Host) => (host.healthy ? 'healthy' : 'stopped');

export const operations: Record<HostOperation, Operation> = {
	start: {exclusive: true, run: host => switchStack(host, false, ['app, database and queue are healthy'])},
	stop: {exclusive: true, run: host => switchStack(host, true, ['app stopped', 'queue stopped', 'database stopped'])},
	restart: {exclusive: true, run: host => switchStack(host, false, ['app stopped', 'app is healthy'])},
	clean: {exclusive: true, run: () => ['Removed 0 unused images and 0 B of build cache']},
	status: {
		exclusive: false,
		run: host =>
			Object.entries(hostReport(host).units).map(([unit, {state, evidence}]) => `${unit.padEnd(10)} ${state.padEnd(8)} ${evidence}`),
		document: hostReport,
	},
	health: {
		exclusive: false,
		run: host => [`app       ${stateOf(host)}`, `database  ${stateOf(host)}`, `queue     ${stateOf(host)}`],
		document: ({healthy}) => ({healthy, checks: ['app', 'database', 'queue'].map(what => ({what, ok: healthy}))}),
	},
	logs: {
		exclusive: false,
		run: host => (host.healthy ? [`app | Activepieces ${host.version} is listening`, 'app | 191 migrations done'] : []),
	},
	stats: {
		exclusive: false,
		run: host => (host.healthy ? ['app       4.1 % CPU  569 MiB', 'database  0.6 % CPU   88 MiB', 'queue     0.2 % CPU   11 MiB'] : []),
		document: ({healthy}) => ({
			containers: healthy ? [{name: 'wasper-app', cpu: 4.1, memory: 9.2}] : [],
			memory: {size: 8_342_179_840, used: 1_202_590_842},
			disks: [{path: '/mnt/data', size: 137_438_953_472, used: 412_316_860}],
			database: healthy ? 12_582_912 : null,
		}),
	},
};

/** Seconds that an exclusive operation takes on a real machine. */
export const operationSeconds = hostSeconds.operation;

function switchStack(host: Host, stopped: boolean, lines: string[]): string[] {
	host.memory.changeMachine({stopped});
	return lines;
}
