import {apply} from './apply/verb.ts';
import {clean} from './clean/verb.ts';
import {completion} from './completion/verb.ts';
import {create} from './create/verb.ts';
import {health} from './health/verb.ts';
import {help} from './help/verb.ts';
import {logs} from './logs/verb.ts';
import {plan} from './plan/verb.ts';
import {restart} from './restart/verb.ts';
import {start} from './start/verb.ts';
import {stats} from './stats/verb.ts';
import {status} from './status/verb.ts';
import {stop} from './stop/verb.ts';
import {teardown} from './teardown/verb.ts';
import type {Verb} from './verb.ts';

/** Every verb, in the order of the help; the first is meant where none is named. A row loads nothing but itself. */
// oxlint-disable-next-line typescript/no-explicit-any -- each has flags of its own
export const verbs: readonly [Verb<any>, ...Array<Verb<any>>] = [
	create,
	plan,
	apply,
	status,
	health,
	logs,
	stats,
	start,
	stop,
	restart,
	clean,
	teardown,
	completion,
	help,
];
