import * as z from 'zod';
import {runEvent} from '../runner/events.ts';

/** JSON schema of one line of `--json` and of the log file. */
export function eventSchema(): Record<string, unknown> {
	return {
		$id: 'wasper-run-event',
		title: 'An event of a create-wasper-azure run: one line of --json and of the log file',
		...z.toJSONSchema(runEvent),
	};
}
