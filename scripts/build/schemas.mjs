import {existsSync} from 'node:fs';
import {tsImport} from 'tsx/esm/api';

/** The published JSON schemas, by path inside dist: what `--json` writes, what `--answers` reads, and a plan. */
export async function schemas() {
	const sources = {
		'schemas/events.json': ['../../source/reporters/schema.ts', 'eventSchema'],
		'schemas/plan.json': ['../../source/answers/input/plan-file.ts', 'planJsonSchema'],
		'schemas/machine-plan.json': ['../../source/answers/input/machine-plan-file.ts', 'machinePlanJsonSchema'],
		'schemas/answers.json': ['../../source/answers/input/schema.ts', 'answersJsonSchema'],
	};
	const there = Object.entries(sources).filter(([, [file]]) => existsSync(new URL(file, import.meta.url)));
	return Object.fromEntries(
		await Promise.all(
			there.map(async ([target, [file, name]]) => {
				const module = await tsImport(file, import.meta.url);
				return [target, `${JSON.stringify(module[name](), null, '\t')}\n`];
			}),
		),
	);
}
