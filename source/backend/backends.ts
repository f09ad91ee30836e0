import type {Flags} from '../command-line/flags.ts';
import type {Arguments} from '../command-line/arguments.ts';
import type {Choices} from '../deployment/choices.ts';
import {explain} from '../errors/explain.ts';
import type {OperatorError} from '../errors/kinds.ts';
import {addFlags, flagsOfRehearsal, type AsTyped} from './rehearsal-flags.ts';
import type {OpenedSandbox} from './sandbox.ts';
import type {Backend} from './backend.ts';

/** The backends that the operator can choose between, each loaded and opened when it is first asked for. */
export class Backends {
	readonly flags: Flags;
	/** Makes the commands in a sentence work as typed in a rehearsal. */
	readonly #asTyped: AsTyped;
	readonly #opened = new Map<Choices['target'], Promise<Backend>>();
	#sandbox: Promise<OpenedSandbox> | undefined;
	/** Whether the backend in use is the sandbox. */
	#isRehearsal: boolean;

	/** `verbs` are the commands that sentences may name. */
	constructor({flags, given}: Arguments, verbs: readonly string[]) {
		this.flags = flags;
		this.#asTyped = addFlags(verbs, flagsOfRehearsal(flags));
		this.#isRehearsal = given.answers.target === 'sandbox';
	}

	readonly open = async (target: Choices['target']): Promise<Backend> => {
		this.#isRehearsal = target === 'sandbox';
		const opened = this.#opened.get(target) ?? (target === 'azure' ? this.#openAzure() : this.#openSandbox());
		this.#opened.set(target, opened);
		return opened;
	};

	/** Loads the SDKs while the operator reads the first question; later uses wait for the same load. */
	readonly preload = (): void => {
		void import('../azure/client/clients.ts').then(async ({preloadSdks}) => preloadSdks()).catch(() => {});
	};

	/** What was thrown as an error whose next step works as typed where the operator is. */
	reword(thrown: unknown): OperatorError {
		const error = explain(thrown);
		const {next} = error.explanation;
		if (next !== undefined && this.#isRehearsal) {
			error.explanation.next = this.#asTyped(next);
		}

		return error;
	}

	/** Ends what was opened. */
	async close(): Promise<void> {
		const sandbox = await this.#sandbox?.catch(() => undefined);
		this.#sandbox = undefined;
		await sandbox?.close();
	}

	async #openAzure(): Promise<Backend> {
		const {openBackend} = await import('./open-backend.ts');
		return openBackend({environment: process.env, pace: 1});
	}

	async #openSandbox(): Promise<Backend> {
		const [{openSandbox}, {openBackend}] = await Promise.all([import('./sandbox.ts'), import('./open-backend.ts')]);
		this.#sandbox = openSandbox(this.flags);
		return openBackend({...(await this.#sandbox), asTyped: this.#asTyped});
	}
}
