import {chmod, readdir, readFile} from 'node:fs/promises';
import {renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeFolder} from '../../environment/make-folder.ts';
import {UsageError} from '../../errors/kinds.ts';

/** How long changes gather before they are written. */
const flushDelay = 50;
const tableFile = /^(?<name>[a-z\d-]+)\.table\.json$/;

/** JSON documents by key. A document is a value: change it with `set`, never in place. */
export interface Table<T> {
	get(key: string): T | undefined;
	set(key: string, value: T): void;
	delete(key: string): boolean;
	values(): T[];
	entries(): Array<[key: string, value: T]>;
}

/**
 * What the stand-ins remember, kept as one JSON file a table in a folder.
 * Each write goes to a new file that replaces the old one, so that a killed process loses the last moments and never corrupts.
 */
export class State {
	readonly #documents = new Map<string, Map<string, unknown>>();
	readonly #changed = new Set<string>();
	#timer: NodeJS.Timeout | undefined;
	#closed = false;

	private constructor(readonly folder: string) {}

	/** Opens the state in `folder`, making the folder if need be. Throws a UsageError when a table can't be read. */
	static async open(folder: string): Promise<State> {
		makeFolder(folder);
		await chmod(folder, 0o700);
		const state = new State(folder);
		for (const file of await readdir(folder)) {
			const name = tableFile.exec(file)?.groups?.['name'];
			if (name) {
				// oxlint-disable-next-line no-await-in-loop -- a handful of small files, once
				state.#documents.set(name, await readTable(join(folder, file)));
			}
		}

		return state;
	}

	/** The same documents, kept in no file. */
	copy(): State {
		const copy = new State(this.folder);
		copy.#closed = true;
		for (const [name, documents] of this.#documents) {
			copy.#documents.set(name, new Map(documents));
		}

		return copy;
	}

	/** The table `name`; every call with one name gives the same documents. The caller vouches for the type of what it stored. */
	table<T>(name: string): Table<T> {
		let documents = this.#documents.get(name) as Map<string, T> | undefined;
		if (!documents) {
			documents = new Map<string, T>();
			this.#documents.set(name, documents);
		}

		const rows = documents;
		return {
			get: key => rows.get(key),
			set: (key, value) => {
				rows.set(key, value);
				this.#schedule(name);
			},
			delete: key => {
				const existed = rows.delete(key);
				this.#schedule(name);
				return existed;
			},
			values: () => [...rows.values()],
			entries: () => [...rows.entries()],
		};
	}

	/** Writes what changed since the last write. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		for (const name of this.#changed) {
			const file = join(this.folder, `${name}.table.json`);
			const rows = this.#documents.get(name) ?? new Map<string, unknown>();
			writeFileSync(`${file}.new`, `${JSON.stringify(Object.fromEntries(rows), undefined, '\t')}\n`, {mode: 0o600});
			renameSync(`${file}.new`, file);
		}

		this.#changed.clear();
	}

	/** Writes everything. What is still changed afterwards is not kept. */
	close(): void {
		this.flush();
		this.#closed = true;
	}

	#schedule(name: string): void {
		if (this.#closed) {
			return;
		}

		this.#changed.add(name);
		this.#timer ??= setTimeout(() => this.flush(), flushDelay).unref();
	}
}

async function readTable(path: string): Promise<Map<string, unknown>> {
	try {
		const rows: unknown = JSON.parse(await readFile(path, 'utf8'));
		return new Map(Object.entries(rows as Record<string, unknown>));
	} catch (error) {
		throw new UsageError(
			{
				code: 'sandbox.state',
				cause: `The sandbox's state in ${path} can't be read.`,
				outcome: 'The sandbox was not started.',
				next: 'Name another folder with --sandbox-state, or delete this one to start over.',
				evidence: [error instanceof Error ? error.message : String(error)],
			},
			{cause: error},
		);
	}
}
