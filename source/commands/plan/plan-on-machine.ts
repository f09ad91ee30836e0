import project from '../../../package.json' with {type: 'json'};
import {validateGiven} from '../../answers/complete.ts';
import {gatherGiven} from '../../answers/input/given.ts';
import {describeMachinePlan} from '../../answers/input/machine-plan-file.ts';
import {choicesOnMachine} from '../../answers/on-machine.ts';
import {onMachineKeys} from '../../answers/questions.ts';
import type {Backend} from '../../backend/backend.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import type {SiteChoices} from '../../deployment/choices.ts';
import {siteUrl, withoutSecrets} from '../../deployment/deployment.ts';
import {Secret} from '../../deployment/secret.ts';
import {exitCodes, UsageError} from '../../errors/kinds.ts';
import type {HostTarget} from '../../host/gateway.ts';
import {isStopped} from '../../plan/is-stopped.ts';
import type {MachinePlan} from '../../plan/plan.ts';
import {readOverrides} from '../../preflight/overrides.ts';
import {unlessInterrupted} from '../../programs/interrupt.ts';
import {machinePlanLines} from '../../reporters/plan.ts';
import {inspectAll} from '../../runner/inspect-all.ts';
import {givenMachine} from '../../steps/host/given-machine.ts';
import {describeMachine} from '../../steps/machine.ts';
import type {OnMachine} from '../../steps/step.ts';
import {machineSteps} from '../../steps/steps.ts';
import {askMissing} from '../../wizard/ask-missing.ts';
import {openFaces} from '../faces.ts';
import {findGivenMachine} from '../machine/given-machine.ts';
import type {VerbContext} from '../verb.ts';
import type {flags} from './flags.ts';

/** What create would do with a machine that exists already. Changes nothing; exit code 3 when something would stop it. */
export async function planOnMachine(parsed: Arguments<typeof flags>, {backends}: VerbContext, place: string): Promise<number> {
	refuseSaving(parsed);
	const overridden = readOverrides(parsed.flags.override ?? '');
	const faces = openFaces(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	const look = async () => {
		const given = await gatherGiven(parsed, process.env);
		const named = {...given, answers: {target: 'azure', ...given.answers}};
		const backend = await backends.open(named.answers.target === 'sandbox' ? 'sandbox' : 'azure');
		const machine = await findGivenMachine(parsed, place, named, backend, prompter);
		// A plan creates no account.
		const keys = onMachineKeys.filter(key => key !== 'ownerPassword');
		const options = {given: named, openSource: backends.open};
		const answered = prompter ? await askMissing(keys, {...options, texts: {}}, prompter) : (await validateGiven(keys, options)).answered;
		const choices = choicesOnMachine({...answered, ownerPassword: {password: new Secret(''), generated: true}});
		const looking = preview(choices, machine, parsed.flags['data-disk'], backend);
		return {choices, plan: await (prompter?.waiting('Inspecting what exists', looking) ?? looking)};
	};

	const {choices, plan} = await unlessInterrupted(look()).finally(() => prompter?.close());
	if (parsed.flags.json) {
		process.stdout.write(`${JSON.stringify(describeMachinePlan(plan, place, choices, project.version, new Date()), undefined, 2)}\n`);
	}

	const stopped = isStopped(plan.steps, plan.checks, overridden);
	const next = stopped ? 'Fix the problems above, then plan again' : 'The same flags with create do all of this';
	const {domain, target} = choices;
	faces.show(style => machinePlanLines(plan, {domain, place, sandbox: target === 'sandbox', overridden, next: [next]}, style));
	return stopped ? exitCodes.action : exitCodes.done;
}

/** Steps and checks, side by side. */
async function preview(choices: SiteChoices, machine: HostTarget, dataDisk = 'none', backend: Backend): Promise<MachinePlan> {
	const {signal} = new AbortController();
	const {address: ip, hostKey, user, port} = machine;
	const described = describeMachine({dataDisk});
	const gateways = backend.machineGateways(choices);
	const deployment = {choices: withoutSecrets(choices), url: siteUrl(choices.domain)};
	try {
		const [steps, checks] = await Promise.all([
			inspectAll<OnMachine>([...givenMachine(described, {ip, hostKey, user, port}), ...machineSteps(described)], {
				deployment,
				gateways,
				signal,
			}),
			backend.siteChecks(choices, {signal, address: ip}),
		]);
		return {steps, checks};
	} finally {
		gateways.hosts.close();
	}
}

/** A saved plan and an export are of resources in Azure. */
function refuseSaving({flags: {out, format}}: Arguments<typeof flags>): void {
	const given = [...(out === undefined ? [] : ['--out']), ...(format === undefined ? [] : ['--format'])];
	if (given.length > 0) {
		throw new UsageError({
			code: 'arguments.invalid',
			cause: `${given.join(' and ')} ${given.length > 1 ? 'have' : 'has'} no effect with --host: a plan for an existing machine is shown, not saved.`,
			outcome: 'Nothing was changed.',
			next: 'Leave it out; --json prints the plan as one document.',
		});
	}
}
