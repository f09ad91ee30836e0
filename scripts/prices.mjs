// Plans the default build in three regions with the built command and prints what each part costs a month, and where
// that number is from: once from the rehearsal's price list, once from the shipped snapshot, with the list down.
// `npm run prices [-- REGION…]`
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const gate = fileURLToPath(new URL('../dist/gate.cjs', import.meta.url));
const regions = process.argv.length > 2 ? process.argv.slice(2) : ['eastus', 'westeurope', 'southeastasia'];
const folder = mkdtempSync(path.join(tmpdir(), 'wasper-prices-'));
const down = path.join(folder, 'faults.json');
writeFileSync(down, JSON.stringify({faults: [{operation: 'prices', times: 'always', answer: {status: 503}}]}));

try {
	for (const {title, flags} of [
		{title: 'the rehearsal’s price list', flags: []},
		{title: 'the shipped snapshot: the price list is down', flags: ['--sandbox-faults', down]},
	]) {
		console.log(`\n## From ${title}\n`);
		for (const region of regions) {
			report(region, plan(region, flags));
		}
	}
} finally {
	rmSync(folder, {recursive: true, force: true});
}

function plan(region, flags) {
	const answers = ['--domain', 'wasper.example.com', '--owner-email', 'a@example.com', '--region', region];
	const parameters = [gate, 'plan', '--sandbox', '--sandbox-state', path.join(folder, 'state'), '--yes', '--json', ...answers, ...flags];
	const environment = {...process.env, WASPER_SANDBOX_LATENCY: '0'};
	return JSON.parse(execFileSync(process.execPath, parameters, {encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'ignore']}))
		.plan;
}

function report(region, {steps, bill, budget, budgetCurrency, hash}) {
	const total = bill.lines.reduce((sum, {monthly}) => sum + monthly, 0);
	const actions = Object.entries(Object.groupBy(steps, ({action}) => action)).map(([action, of]) => `${of.length} to ${action}`);
	console.log(
		`### ${region}: ${actions.join(', ')}; ${total.toFixed(2)} of ${budget.toFixed(2)} ${budgetCurrency} a month (plan ${hash})\n`,
	);
	console.log(`| Part | ${bill.currency} a month | Meter | Source |\n|---|---|---|---|`);
	for (const {title, monthly, meter = '', source} of bill.lines) {
		console.log(`| ${title} | ${monthly.toFixed(2)} | ${meter} | ${source} |`);
	}

	console.log('\nSavings: ' + bill.savings.map(({title, monthly, how}) => `${title} ${monthly.toFixed(2)} (${how})`).join('; ') + '\n');
}
