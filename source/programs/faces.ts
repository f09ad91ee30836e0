import type {Reporter} from '../reporters/reporter.ts';
import type {UnstampedEvent} from '../runner/events.ts';
import type {TextStyle} from '../terminal/fields.ts';
import type {Line} from '../terminal/spans.ts';

/** What a program uses to show a run, and what comes before it. */
export interface RunFaces {
	/** Shows what was found, in colour where the terminal has it. */
	show(describe: (style: TextStyle) => Line[]): void;
	/** Writes an event of a run that does not begin, where programs read: `--json` and the log file. */
	record(event: UnstampedEvent): Promise<void>;
	/** Where this run's log goes. */
	logFolder: string;
	/** The face that the operator sees, first, then the log file. */
	reporters(): Promise<Reporter[]>;
}
