import texts from '../../../assets/sign-in-again.json' with {type: 'json'};
import type {DeviceCode, SignInMethod} from '../../deployment/account.ts';
import type {Ask} from '../../deployment/question.ts';
import {CancelledError} from '../../errors/kinds.ts';
import {type Conversation, currentConversation} from '../client/conversation.ts';
import {explainFailure} from '../client/explain-failure.ts';

export interface RenewalSettings {
	/** Ways in which a person can sign in here, best first. */
	methods(): SignInMethod[];
	/** Signs in; throws what the SDK throws. */
	signIn(method: SignInMethod, options: {signal: AbortSignal; onDeviceCode(code: DeviceCode): void}): Promise<void>;
}

/** Has the operator sign in again in the middle of a run. However many requests wait for it, there is one question. */
export class Renewal {
	readonly #settings: RenewalSettings;
	#asking: Promise<boolean> | undefined;
	#generation = 0;
	#declined = false;

	constructor(settings: RenewalSettings) {
		this.#settings = settings;
	}

	/** How often the operator has signed in again. */
	get generation(): number {
		return this.#generation;
	}

	/**
	 * Whether there is a new sign-in since `generation`, after asking for one if need be. Time limits are paused meanwhile.
	 * False when nobody can be asked, when the operator would rather stop, and when `reason` is not about the sign-in.
	 */
	async renew(reason: unknown, generation: number): Promise<boolean> {
		const conversation = currentConversation();
		const ask = conversation?.call.ask;
		if (!ask || this.#declined || !isAboutSignIn(reason)) {
			return false;
		}

		if (generation !== this.#generation) {
			return true;
		}

		this.#asking ??= this.#ask(reason, ask, conversation).finally(() => {
			this.#asking = undefined;
		});
		return unlessAborted(this.#asking, conversation.call.signal);
	}

	async #ask(reason: unknown, ask: Ask, {call, deadlines}: Conversation): Promise<boolean> {
		const resume = deadlines.pause();
		try {
			for (let problem = reason; !call.signal.aborted;) {
				const {cause} = explainFailure(problem, 'signing in').explanation;
				const methods = this.#settings.methods();
				// oxlint-disable-next-line no-await-in-loop -- asked until it works or the operator stops
				const answer = await ask({
					id: 'signIn.ended',
					text: `${cause} ${texts.question}`,
					choices: [...methods.map(method => ({value: method, label: texts.methods[method]})), {value: 'stop', label: texts.stop}],
					fallback: 'stop',
				});
				const method = methods.find(item => item === answer);
				if (!method) {
					this.#declined = true;
					return false;
				}

				try {
					// oxlint-disable-next-line no-await-in-loop
					await this.#signIn(method, ask, call.signal);
					this.#generation += 1;
					return true;
				} catch (failure) {
					problem = failure;
				}
			}

			return false;
		} finally {
			resume();
		}
	}

	/** While a code waits to be entered in a browser, the screen shows it as a question, which is withdrawn once the code was accepted. */
	async #signIn(method: SignInMethod, ask: Ask, stopping: AbortSignal): Promise<void> {
		const done = new AbortController();
		const signal = AbortSignal.any([stopping, done.signal]);
		const onDeviceCode = ({userCode, verificationUri, expiresAt}: DeviceCode) => {
			const until = expiresAt.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
			const recorded = texts.codeShown.replace('{uri}', verificationUri).replace('{until}', until);
			const text = texts.code.replace('{uri}', verificationUri).replace('{code}', userCode).replace('{until}', until);
			ask({id: 'signIn.code', text, recorded, choices: [{value: 'other', label: texts.other}], fallback: 'other'}, signal).then(
				() => done.abort(),
				() => {},
			);
		};

		try {
			await this.#settings.signIn(method, {signal, onDeviceCode});
		} finally {
			done.abort();
		}
	}
}

const signInErrors = new Set(['CredentialUnavailableError', 'AuthenticationRequiredError', 'AuthenticationError', 'RequestError']);

/** Whether a sign-in could help: the SDK gives its errors the same names when the network is down. */
function isAboutSignIn(error: unknown): boolean {
	return error instanceof Error && signInErrors.has(error.name) && !/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|network_error/.test(error.message);
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	const {promise, reject} = Promise.withResolvers<never>();
	const aborted = () => reject(new CancelledError({}, {cause: signal.reason}));
	signal.addEventListener('abort', aborted);
	try {
		signal.throwIfAborted();
		return await Promise.race([work, promise]);
	} finally {
		signal.removeEventListener('abort', aborted);
	}
}
