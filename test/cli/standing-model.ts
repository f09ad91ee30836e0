import {cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {Stored} from '../../source/sandbox/azure/cloud.ts';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';
import {meddle, type openState} from './sandbox-state.ts';

export type SandboxState = Awaited<ReturnType<typeof openState>>;

/** Sets up one deployment before all tests of a file; gives what makes a home in which a copy of it stands, changed by `change`. */
export function standingModel(): (t: ExecutionContext, change?: (state: SandboxState) => void) => Promise<string> {
	let model = '';
	test.before(async t => {
		model = await mkdtemp(path.join(tmpdir(), 'wasper-model-'));
		t.is((await rehearse(t, {home: model})).code, 0);
	});
	test.after.always(async () => rm(model, {recursive: true, force: true}));
	return async (t, change) => {
		const home = await emptyHome(t);
		await cp(model, home, {recursive: true});
		if (change) {
			await meddle(home, change);
		}

		return home;
	};
}

/** The resource of this name, whose properties are as deep as Azure's. */
// oxlint-disable-next-line typescript/no-explicit-any
export function resourceOf({resources}: SandboxState, name: string): Stored<any> {
	const found = resources.values().find(resource => resource.name === name);
	if (!found) {
		throw new Error(`nothing is named ${name}`);
	}

	return found;
}

/** Changes the resource of this name. */
// oxlint-disable-next-line typescript/no-explicit-any
export function change(state: SandboxState, name: string, work: (resource: Stored<any>) => void): void {
	const resource = structuredClone(resourceOf(state, name));
	work(resource);
	state.resources.set(resource.id.toLowerCase(), resource);
}
