import type {HostOperation} from '../../host/operations.ts';
import {hostUnits, type HostUnit} from '../../host/protocol.ts';
import {healthChecks, hostSeconds, operationLines} from './definitions.ts';
import type {Host} from './host.ts';
import {removeWasper} from './removal.ts';
import {hostReport} from './report.ts';
import {fillIn} from './units.ts';

/** One operation: what it prints, and whether it locks the machine while it runs. */
interface Operation {
	exclusive: boolean;
	run(host: Host): string[];
	/** The same as one document, for `--json`. */
	document?(host: Host): unknown;
}

export const operations: Record<HostOperation, Operation> = {
	start: {exclusive: true, run: start},
	stop: {exclusive: true, run: stop},
	restart: {exclusive: true, run: host => [...stop(host), ...start(host)]},
	clean: {exclusive: true, run: () => operationLines.clean},
	remove: {exclusive: true, run: removeWasper},
	status: {exclusive: false, run: status, document: hostReport},
	health: {
		exclusive: false,
		run: host => checks(host).map(({what, ok}) => `${ok ? 'ok    ' : 'FAILED'}  ${what}`),
		document: host => ({healthy: host.healthy, checks: checks(host)}),
	},
	logs: {exclusive: false, run: host => (host.healthy ? operationLines.logs.map(line => fillIn(line, host)) : [])},
	stats: {
		exclusive: false,
		run: ({healthy}) => (healthy ? operationLines.stats : []),
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

function start(host: Host): string[] {
	host.memory.changeMachine({stopped: false});
	return [...operationLines.start, ...operations.health.run(host)];
}

function stop(host: Host): string[] {
	host.memory.changeMachine({stopped: true});
	return operationLines.stop;
}

function checks({healthy}: Host): Array<{what: string; ok: boolean}> {
	return healthChecks.map((what, index) => ({what, ok: healthy || index === 0}));
}

function status(host: Host): string[] {
	const {certificate, settings} = hostReport(host);
	const selfSigned = certificate?.selfSigned ? ' (self-signed)' : '';
	return [
		...hostUnits.flatMap(unit => unitLines(host, unit)),
		'',
		...(certificate ? [`certificate  ${certificate.issuer}, until ${certificate.expires}${selfSigned}`] : []),
		`address      https://${settings?.domain ?? ''}`,
		'up           up 3 minutes',
	];
}

/** Each finding has a line of its own; a unit without findings has one. */
function unitLines(host: Host, unit: HostUnit): string[] {
	const {evidence, findings} = host.unit(unit);
	const rows = findings.length === 0 ? [{state: 'ok', evidence}] : findings;
	return rows.map((row, index) => `${(index === 0 ? unit : '').padEnd(10)} ${row.state.padEnd(8)} ${row.evidence}`);
}
