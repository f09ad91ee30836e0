import type {Answered} from '../../answers/answers.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import type {FlagTable} from '../../command-line/flag.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import type {Call} from '../../azure/client/call.ts';
import {ActionError, exitCodes} from '../../errors/kinds.ts';
import type {HostOperation} from '../../host/operations.ts';
import {operationFailure} from '../../host/unit-failure.ts';
import {openRelay} from '../../reporters/relay.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import {openFaces} from '../faces.ts';
import {findMachine, type FoundMachine} from './find-machine.ts';
import {untilInterrupted} from '../../programs/interrupt.ts';
import {nameMachine} from './given-machine.ts';
import {openRecord} from './operation-record.ts';
import type {Backends} from '../../backend/backends.ts';
import type {RunVerb} from '../verb.ts';

/** Seconds for a machine that runs, and for one that is just being started. */
const connectSeconds = 30;
const bootSeconds = 300;

/** What an operation may use while it runs. */
export interface OperationTools {
	call: Call;
	/** Absent where nobody can be asked. */
	prompter?: Prompter | undefined;
}

/** A machine that Azure knows. */
export type MachineInAzure = FoundMachine & Required<Pick<FoundMachine, 'azure'>>;

/** What an operation has of its own, besides being run on the machine. */
export interface OperationOptions<Own extends FlagTable> {
	/**
	 * What is done while the virtual machine is not running: it is started, or nothing more is to do (`done`).
	 * Without this it is an error.
	 */
	whenStopped?(machine: MachineInAzure, parsed: Arguments<Own>, tools: OperationTools): Promise<'started' | 'done'>;
	/** The words behind the operation, for `wasperctl`. */
	words?(parsed: Arguments<Own>): string[];
	/** Whether it goes on until it is interrupted. */
	endless?(parsed: Arguments<Own>): boolean;
	/** What follows on the laptop's side. */
	after?(machine: FoundMachine, parsed: Arguments<Own>, tools: OperationTools): Promise<void>;
}

/** A verb that runs an operation on the machine and prints what the machine prints. */
export function operation<Own extends FlagTable = never>(name: HostOperation, options: OperationOptions<Own> = {}): RunVerb<Own> {
	return async (parsed, {backends, known}) => {
		const faces = openFaces(parsed.flags);
		const shown = openRelay(process.stdout, process.stderr, name === 'status' || name === 'health');
		const record = openRecord(name, faces.log(shown.say));
		const relay = record.overhear(shown);
		const prompter = faces.asks ? await faces.prompts() : undefined;
		const work = async (signal: AbortSignal) => {
			const call: Call = {
				signal,
				say: relay.say,
				retrying: (cause, seconds) => relay.say(`${cause} Trying again in ${seconds} s.`),
				...(prompter && {ask: async (question, withdrawn = signal) => prompter.ask(question, AbortSignal.any([signal, withdrawn]))}),
			};
			const machine = await find(parsed, backends, prompter, call, known);
			try {
				const tools = {call, prompter};
				const started = isStopped(machine) && ((await options.whenStopped?.(machine, parsed, tools)) ?? refuseStopped(machine));
				if (started === 'done') {
					return;
				}

				await machine.host.connect(machine.target, {...call, deadlineSeconds: started ? bootSeconds : connectSeconds});
				const words = [...(options.words?.(parsed) ?? []), ...(parsed.flags.json ? ['--json'] : [])];
				const endless = options.endless?.(parsed) ?? false;
				const code = await machine.host.operate(name, words, {signal, endless, output: relay.output, problem: relay.say});
				if (code !== 0) {
					throw operationFailure(name, code);
				}

				await options.after?.(machine, parsed, tools);
			} finally {
				machine.host.close();
			}
		};

		try {
			await untilInterrupted(work);
			record.end();
			return exitCodes.done;
		} catch (thrown) {
			const error = backends.reword(thrown);
			record.end(error);
			throw error;
		} finally {
			prompter?.close();
			await relay.flush();
		}
	};
}

async function find(
	parsed: Arguments,
	backends: Backends,
	prompter: Prompter | undefined,
	call: Call,
	known?: Partial<Answered>,
): Promise<FoundMachine> {
	const given = await gatherGiven(parsed, process.env);
	const {host: place, 'host-key': vouched} = parsed.flags;
	if (place === undefined) {
		return findMachine(given, backends, prompter, call, known);
	}

	const backend = await backends.open(given.answers.target === 'sandbox' ? 'sandbox' : 'azure');
	const host = backend.host();
	return {host, target: await nameMachine({place, vouched, sshKey: given.answers.sshKey}, backend, host, prompter, call.signal)};
}

/** Whether Azure says that the virtual machine is not running. */
function isStopped(machine: FoundMachine): machine is MachineInAzure {
	return machine.azure !== undefined && machine.azure.facts.power !== 'running';
}

function refuseStopped({azure: {facts}}: MachineInAzure): never {
	throw new ActionError({
		code: 'machine.stopped',
		cause: `The virtual machine ${facts.name} is ${facts.power ?? 'not running'}, so nothing runs on it.`,
		next: 'create-wasper-azure start',
	});
}
