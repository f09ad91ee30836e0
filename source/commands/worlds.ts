import type {Arguments, Flags} from '../answers/arguments.ts';
import type {Choices} from '../deployment/choices.ts';
import {explain} from '../errors/explain.ts';
import type {OperatorError} from '../errors/kinds.ts';
import {asTyped, flagsOfRehearsal} from './as-typed.ts';
import type {OpenedSandbox} from './sandbox.ts';
import type {OpenedWorld} from './opened-world.ts';

/** The worlds that the operator can choose between, each loaded and opened when it is first asked for. */
export class Worlds {
	readonly flags: Flags;
	readonly #opened = new Map<Choices['target'], Promise<OpenedWorld>>();
	#sandbox: Promise<OpenedSandbox> | undefined;
	/** Where the operator is now. */
	#isRehearsal: boolean;

	constructor({flags, given}: Arguments) {
		this.flags = flags;
		this.#isRehearsal = given.answers.target === 'sandbox';
	}

	readonly open = async (target: Choices['target']): Promise<OpenedWorld> => {
		this.#isRehearsal = target === 'sandbox';
		const opened = this.#opened.get(target) ?? (target === 'azure' ? this.#openAzure() : this.#openSandbox());
		this.#opened.set(target, opened);
		return opened;
	};

	/** Loads the SDKs while the operator reads the first question; whoever needs them waits for the same load. */
	readonly preload = (): void => {
		void import('../azure/clients.ts').then(async ({preloadSdks}) => preloadSdks()).catch(() => {});
	};

	/** What was thrown as an error whose next step works as typed where the operator is. */
	reword(thrown: unknown): OperatorError {
		const error = explain(thrown);
		const {next} = error.explanation;
		if (next !== undefined && this.#isRehearsal) {
			error.explanation.next = asTyped(next, flagsOfRehearsal(this.flags));
		}

		return error;
	}

	/** Ends what was opened. */
	async close(): Promise<void> {
		const sandbox = await this.#sandbox?.catch(() => undefined);
		this.#sandbox = undefined;
		await sandbox?.close();
	}

	async #openAzure(): Promise<OpenedWorld> {
		const {openWorld} = await import('./world.ts');
		return openWorld({environment: process.env, pace: 1});
	}

	async #openSandbox(): Promise<OpenedWorld> {
		const [{openSandbox}, {openWorld}] = await Promise.all([import('./sandbox.ts'), import('./world.ts')]);
		this.#sandbox = openSandbox(this.flags);
		return openWorld({...(await this.#sandbox), commandFlags: flagsOfRehearsal(this.flags)});
	}
}
