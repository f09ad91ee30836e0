import {UsageError} from '../errors/kinds.ts';
import {checkIds, table, type CheckId} from './table.ts';

const overridable: readonly string[] = checkIds.filter(id => table[id].overridable);

/** The checks that `--override ID[,ID]` names. Throws a UsageError for those that do not exist or can't be overridden. */
export function readOverrides(text: string): Set<string> {
	const ids = text
		.split(',')
		.map(id => id.trim())
		.filter(Boolean);
	const wrong = ids.filter(id => !overridable.includes(id));
	if (wrong.length > 0) {
		const known = wrong.filter(id => checkIds.includes(id as CheckId));
		throw new UsageError({
			code: 'override.unknown',
			cause:
				known.length > 0
					? `${known.join(', ')} can't be overridden: the run would stop there anyway.`
					: `There is no check ${wrong.join(', ')}.`,
			outcome: 'Nothing was changed.',
			next: `These can be: ${overridable.join(', ')}.`,
		});
	}

	return new Set(ids);
}
