// Start, size, memory and run time of the built command, beside bare Node in the same run. Figures are medians of
// interleaved rounds: whatever else the machine does meets all alike. `npm run bench [-- rounds]`.
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {longestChain} from './chain.ts';
import {preview} from './preview.ts';
import {firstFrame, startTime} from './start.mjs';
import {rehearsal} from './rehearsal.mjs';
import {tarball} from './tarball.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const rounds = Number(process.argv[2] ?? 11);
const gate = path.resolve('dist/gate.cjs');
const measures = {
	bare: () => startTime(['-e', '0']),
	version: () => startTime([gate, '--version']),
	help: () => startTime([gate, '--help']),
	frame: () => firstFrame([gate]),
};

const times = Object.fromEntries(Object.keys(measures).map(name => [name, []]));
for (let round = 0; round < rounds; round++) {
	for (const [name, measure] of Object.entries(measures)) {
		times[name].push(await measure());
	}
}

const bare = median(times.bare);
const size = tarball();
const run = await rehearsal(gate);
const chain = longestChain(run.steps);
const plan = await preview(rounds);
const slowestSeconds = median(plan.slowest);
const slow = plan.calls.toSorted((one, other) => other.seconds - one.seconds);

const beside = value => `${(value / bare).toFixed(2)} × bare`;
const besideCall = values => `${(median(values) / slowestSeconds).toFixed(2)} × call`;
const milliseconds = value => `${value.toFixed(0)} ms`;
const megabytes = value => `${(value / 1e6).toFixed(2)} MB`;
const seconds = value => `${value.toFixed(2)} s`;
const rows = [
	['bare node -e 0', milliseconds(bare), '', ''],
	['--version', milliseconds(median(times.version)), beside(median(times.version)), '≤ 1.5 × bare'],
	['--help', milliseconds(median(times.help)), beside(median(times.help)), ''],
	['first wizard frame, in a pseudo-terminal', milliseconds(median(times.frame)), beside(median(times.frame)), '≤ 200 ms'],
	['tarball', megabytes(size.packed), '', '≤ 1.20 MB'],
	['installed', megabytes(size.unpacked), `${size.files} files`, ''],
	['peak memory of a sandbox run, stand-ins included', megabytes(run.peakMemory), '', ''],
	['wall time of that run', seconds(run.seconds), `${(run.seconds / chain.seconds).toFixed(3)} × chain`, '≤ 1.05 × chain'],
	['last answer → plan of an empty subscription, real latencies', seconds(median(plan.plan)), besideCall(plan.plan), '≤ 1.20 × call'],
	['last answer → every check answered', seconds(median(plan.whole)), besideCall(plan.whole), '≤ 1.20 × call'],
	["slowest single call of those: Azure's own rehearsal", seconds(slowestSeconds), '', ''],
	[`longest chain of needs, ${chain.steps.length} steps`, seconds(chain.seconds), '', ''],
];

const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column].length)));
console.log(`Node ${process.versions.node}, medians of ${rounds} rounds; the run with real latencies sped up ${run.speedup} times\n`);
for (const [what, value, ratio, aim] of rows) {
	console.log(`${what.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${ratio.padStart(widths[2])}  ${aim && `aim ${aim}`}`.trimEnd());
}

console.log(`\nThe chain: ${chain.steps.join(' → ')}`);
console.log(
	`The slowest calls of the last plan: ${slow
		.slice(0, 2)
		.map(({name}) => name.replace(/.*\/(?=[^/]+\/[^/]+$)/, '… '))
		.join(', ')}`,
);

function median(values) {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
