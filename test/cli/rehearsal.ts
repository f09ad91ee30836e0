import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {runEvent, type RunEvent} from '../../source/runner/events.ts';
import {runCli, type CliOptions, type CliResult} from '../support/cli.ts';

export const answers = ['--domain', 'wasper.example.com', '--owner-email', 'a@example.com'];
export const rehearsal = ['--sandbox', '--yes', ...answers];
/** Nothing waits in a test: stand-ins answer at once. */
export const atOnce = {WASPER_SANDBOX_LATENCY: '0'};

export interface Run extends CliResult {
	events: RunEvent[];
	/** How each step ended: `azure.group` → `created`. */
	outcomes: Record<string, string>;
	/** The last event. */
	end: Extract<RunEvent, {type: 'run.finished'}>;
}

/** A rehearsal without a terminal, from flags alone; every line of stdout must be an event of the published schema. */
export async function rehearse(t: ExecutionContext, options: CliOptions & {faults?: unknown[]; flags?: string[]} = {}): Promise<Run> {
	const {faults, flags = [], home = '', environment} = options;
	const faultsFile = path.join(home, 'faults.json');
	if (faults) {
		await writeFile(faultsFile, JSON.stringify({faults}));
	}

	const result = await runCli(t, [...rehearsal, '--json', ...flags, ...(faults ? ['--sandbox-faults', faultsFile] : [])], {
		seconds: 60,
		...options,
		environment: {...atOnce, ...environment},
	});
	const events = result.stdout
		.split('\n')
		.filter(Boolean)
		.map(line => runEvent.parse(JSON.parse(line)));
	const end = events.at(-1);
	if (end?.type !== 'run.finished') {
		throw new Error(`the last event is ${end?.type}; stderr: ${result.stderr}`);
	}

	const outcomes = Object.fromEntries(events.flatMap(event => (event.type === 'step.finished' ? [[event.step, event.outcome]] : [])));
	return {...result, events, outcomes, end};
}
