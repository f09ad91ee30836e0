import {resolve} from 'node:path';
import {fileFailure} from '../errors/file-failure.ts';
import {ActionError, UsageError} from '../errors/kinds.ts';
import {readSmallFile, TooLarge} from './small-file.ts';
import {replaceFile} from './whole-file.ts';

const limit = 8 * 1024 * 1024;

/** Writes `text` to `path`, readable by its owner only, whole or not at all. Throws an ActionError when it can't. */
export async function savePlan(path: string, text: string): Promise<void> {
	try {
		await replaceFile(resolve(path), text);
	} catch (error) {
		throw new ActionError(
			{
				code: 'plan.file',
				cause: `The plan can't be saved at ${path}: ${fileFailure(error)?.reason ?? String(error)}.`,
				outcome: 'Nothing was changed.',
				next: 'Name another place with --out FILE.',
			},
			{cause: error},
		);
	}
}

/** The JSON in the file at `path`. Throws a UsageError when there is none. */
export async function readPlan(path: string): Promise<unknown> {
	try {
		return JSON.parse(await readSmallFile(path, limit));
	} catch (error) {
		const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
		throw new UsageError(
			{
				code: 'plan.file',
				cause: missing
					? `The plan ${path} is not there.`
					: `${path} is no plan that can be read: ${fileFailure(error)?.reason ?? (error instanceof TooLarge ? 'it is too large' : 'it is not valid JSON')}.`,
				outcome: 'Nothing was changed.',
				next: 'Create one with: create-wasper-azure plan --out FILE',
			},
			{cause: error},
		);
	}
}
