import type {Answered} from '../../answers/answers.ts';
import type {Arguments} from '../../answers/input/arguments.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import type {Call} from '../../azure/client/call.ts';
import {ActionError, exitCodes} from '../../errors/kinds.ts';
import type {HostOperation} from '../../host/protocol.ts';
import {operationFailure} from '../../host/unit-failure.ts';
import {openRelay, type Relay} from '../../reporters/relay.ts';
import type {Prompter} from '../../wizard/prompter.ts';
import {openFaces} from '../faces.ts';
import {findMachine, type FoundMachine} from './find-machine.ts';
import {untilInterrupted} from '../../programs/interrupt.ts';
import {nameMachine} from './given-machine.ts';
import {openRecord} from './operation-record.ts';
import type {Backends} from '../../backend/backends.ts';

/** Seconds for a machine that runs, and for one that is just being started. */
const connectSeconds = 30;
const bootSeconds = 300;

/** An operation on the machine, with its words as they come. Returns the exit code; what fails is thrown. */
export async function operate(parsed: Arguments, operation: HostOperation, backends: Backends, known?: Partial<Answered>): Promise<number> {
	const faces = openFaces(parsed.flags);
	const shown = openRelay(process.stdout, process.stderr, operation === 'status' || operation === 'health');
	const record = openRecord(operation, faces.log(shown.say));
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
			await makeReachable(machine, operation, call);
			await run(machine, operation, parsed, relay, signal);
			if (operation === 'stop' && machine.azure && (parsed.flags.deallocate ?? (await wantsDeallocation(prompter, relay)))) {
				await machine.azure.machines.deallocate(machine.azure, call);
				relay.say('The machine is deallocated: only its disks and its address cost money now.');
			}
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

/** Connects, starting a stopped machine first where that is what was asked for. */
async function makeReachable({azure, host, target}: FoundMachine, operation: HostOperation, call: Call): Promise<void> {
	const runs = !azure || azure.facts.power === 'running';
	if (!runs) {
		const {name, power = 'not running'} = azure.facts;
		if (operation !== 'start') {
			throw new ActionError({
				code: 'machine.stopped',
				cause: `The machine ${name} is ${power}, so nothing runs on it.`,
				next: 'create-wasper-azure start',
			});
		}

		call.say(`The machine ${name} is ${power}. Starting it.`);
		await azure.machines.start(azure, call);
	}

	await host.connect(target, {...call, deadlineSeconds: runs ? connectSeconds : bootSeconds});
}

async function run(
	{host}: FoundMachine,
	operation: HostOperation,
	{flags, service}: Arguments,
	relay: Relay,
	signal: AbortSignal,
): Promise<void> {
	const {follow, since, grep, json} = flags;
	const words = [
		...(service === undefined ? [] : [service]),
		...(follow ? ['--follow'] : []),
		...(since === undefined ? [] : ['--since', since]),
		...(grep === undefined ? [] : ['--grep', grep]),
		...(json ? ['--json'] : []),
	];
	const code = await host.operate(operation, words, {signal, endless: Boolean(follow), output: relay.output, problem: relay.say});
	if (code !== 0) {
		throw operationFailure(operation, code);
	}
}

async function wantsDeallocation(prompter: Prompter | undefined, relay: Relay): Promise<boolean> {
	if (!prompter) {
		relay.say('The machine itself runs on and costs money: --deallocate would stop that.');
		return false;
	}

	const answer = await prompter.choose('Give the machine back too? It then costs its disks and its address only, and keeps both.', [
		{value: 'keep', label: 'No, leave it running'},
		{value: 'deallocate', label: 'Yes, deallocate it'},
	]);
	return answer === 'deallocate';
}
