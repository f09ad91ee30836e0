import type {Arguments} from '../../command-line/arguments.ts';
import {validateGiven, type CompleteOptions} from '../../answers/complete.ts';
import type {Form} from '../../answers/form.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import {machineForm} from '../../answers/on-machine.ts';
import type {SiteChoices} from '../../deployment/choices.ts';
import {siteUrl, withoutSecrets} from '../../deployment/deployment.ts';
import {exitCodes, UsageError} from '../../errors/kinds.ts';
import type {HostTarget} from '../../host/gateway.ts';
import {describeMachine} from '../../steps/machine.ts';
import {openFaces, type Faces} from '../faces.ts';
import {unlessInterrupted} from '../../programs/interrupt.ts';
import {findGivenMachine} from '../machine/given-machine.ts';
import {readOverrides} from '../../preflight/overrides.ts';
import {run} from '../../programs/run.ts';
import {runChecks} from '../../programs/setup/preflight.ts';
import {setupOnMachine} from '../../programs/setup/on-machine.ts';
import {OwnerPassword} from '../../programs/setup/owner-password.ts';
import type {Backend} from '../../backend/backend.ts';
import type {Backends} from '../../backend/backends.ts';

/** Sets up or repairs a machine that exists already: everything but Azure. */
export async function createOnMachine(parsed: Arguments, backends: Backends, place: string): Promise<number> {
	const faces = openFaces(parsed.flags);
	const given = await gatherGiven(parsed, process.env);
	// There is nothing to choose between: the machine is named, and only a rehearsal has to be asked for.
	const answers = {target: 'azure', ...given.answers};
	const backend = await backends.open(answers.target === 'sandbox' ? 'sandbox' : 'azure');
	const options = {given: {...given, answers}, openSource: backends.open, form: machineForm(place)};
	const answered = faces.asks
		? await askAll(parsed, place, options, backend, faces)
		: await unlessInterrupted(complete(parsed, place, options, backend));
	if (answered === 'quit') {
		return exitCodes.cancelled;
	}

	const {choices, machine} = answered;
	const overridden = readOverrides(parsed.flags.override ?? '');
	const ask = async (signal: AbortSignal) => backend.siteChecks(choices, {signal, logFolder: faces.logFolder, address: machine.address});
	const checks = await runChecks(ask, overridden, faces);
	const ownerPassword = new OwnerPassword(choices.owner, backend.deploymentFolder(choices.domain));
	const {address: ip, hostKey, user, port} = machine;
	return run({
		program: setupOnMachine,
		scope: {
			deployment: {choices: withoutSecrets(choices), url: siteUrl(choices.domain)},
			gateways: backend.machineGateways(choices),
			machine: describeMachine({dataDisk: parsed.flags['data-disk'] ?? 'none', given: {ip}}),
			given: {ip, hostKey, user, port},
			secrets: {ownerPassword: ownerPassword.use},
			ownerPassword,
			host: place,
		},
		preflight: {checks, overridden},
		pace: backend.pace,
		asTyped: backend.asTyped,
		reporters: await faces.reporters(),
	});
}

interface Answered {
	choices: SiteChoices;
	machine: HostTarget;
}

type Options = CompleteOptions & {form: Form<SiteChoices>};

/** The machine first, since nothing else counts if it is another one; then the questions, whose review confirms it all. */
async function askAll(parsed: Arguments, place: string, options: Options, backend: Backend, faces: Faces): Promise<Answered | 'quit'> {
	const prompter = await faces.prompts();
	const machine = await unlessInterrupted(findGivenMachine(parsed, place, options.given, backend, prompter)).finally(() =>
		prompter.close(),
	);
	const choices = await faces.wizard(options);
	return choices === 'quit' ? 'quit' : {choices, machine};
}

/** Nobody is asked: the flags must say everything, and `--yes` confirms it. */
async function complete(parsed: Arguments, place: string, options: Options, backend: Backend): Promise<Answered> {
	const {form} = options;
	const {answered} = await validateGiven(form.keys, options);
	const choices = await form.finish(answered, backend, {overridden: new Set()});
	const machine = await findGivenMachine(parsed, place, options.given, backend, undefined);
	if (!parsed.flags.yes) {
		throw new UsageError({
			code: 'unconfirmed',
			cause: `Nobody has confirmed this yet: Wasper at ${choices.domain} would be set up on ${place}.`,
			outcome: 'Nothing was changed.',
			next: 'Add --yes to confirm it, or run the command in a terminal to be asked.',
		});
	}

	return {choices, machine};
}
