import type {Arguments} from '../answers/arguments.ts';
import {settleGiven} from '../answers/complete.ts';
import {gatherGiven} from '../answers/given.ts';
import {requireNumber} from '../answers/host-place.ts';
import {choicesOnMachine, onMachineKeys} from '../answers/on-machine.ts';
import {siteUrl, type Site} from '../deployment/deployment.ts';
import {CancelledError, UsageError} from '../errors/kinds.ts';
import {machineSteps} from '../steps/catalogue.ts';
import {standingMachine} from '../steps/standing-machine.ts';
import type {OnMachine} from '../steps/step.ts';
import {askMissing} from '../wizard/ask-missing.ts';
import type {Prompter} from '../wizard/prompter.ts';
import {openFaces} from './faces.ts';
import {unlessInterrupted} from './interrupt.ts';
import {nameMachine} from './named-machine.ts';
import {run} from './run.ts';
import {keepSecrets} from './setup.ts';
import {Worlds} from './worlds.ts';

/** Sets up, or makes right, a machine that stands already: everything but Azure. */
export async function createOnMachine(parsed: Arguments, place: string): Promise<number> {
	const faces = openFaces(parsed.flags);
	const worlds = new Worlds(parsed.flags);
	const prompter = faces.asks ? await faces.prompts() : undefined;
	try {
		const prepare = async () => {
			const given = await gatherGiven(parsed, process.env);
			const options = {given, openWorld: worlds.open};
			const settled = prompter
				? await askMissing(onMachineKeys, {...options, texts: {}}, prompter)
				: (await settleGiven(onMachineKeys, options)).settled;
			const choices = choicesOnMachine(settled);
			const world = await worlds.open(choices.target);
			const gateways = world.machineGateways(choices);
			const named = {place, vouched: parsed.flags['host-key'], sshKey: choices.sshKey.privateKeyPath};
			const target = await nameMachine(named, world, gateways.host, prompter, new AbortController().signal);
			requireNumber(target);
			await confirm(place, choices.domain, prompter, Boolean(parsed.flags.yes));
			return {choices, world, gateways, target};
		};

		const {choices, world, gateways, target} = await unlessInterrupted(prepare()).finally(() => prompter?.close());
		const {owner, secrets} = await keepSecrets(choices, world);
		const url = siteUrl(choices.domain);
		const dataDisk = parsed.flags['data-disk'] ?? 'none';
		const deployment: Site = {choices: {...choices, owner}, url, adminUser: target.user, dataDisk};
		return await run<OnMachine>({
			mode: 'create',
			stopped: {outcome: 'What was made is kept.', next: 'Run the same command again to go on.'},
			deployment,
			gateways,
			steps: [...standingMachine({ip: target.address, ...target}), ...machineSteps],
			pace: world.pace,
			reporters: await faces.reporters(),
			summary: planes => ({
				url,
				owner: owner.email,
				secrets,
				planes,
				sandbox: choices.target === 'sandbox',
				next: [`Open ${url} and sign in as ${owner.email}`, `create-wasper-azure status --host ${place}`],
			}),
		});
	} finally {
		await worlds.close();
	}
}

/** Nobody is surprised by what happens to their machine. */
async function confirm(place: string, domain: string, prompter: Prompter | undefined, yes: boolean): Promise<void> {
	if (yes) {
		return;
	}

	if (!prompter) {
		throw new UsageError({
			code: 'unconfirmed',
			cause: `Nobody has confirmed this yet: Wasper at ${domain} would be set up on ${place}.`,
			outcome: 'Nothing was begun.',
			next: 'Add --yes to confirm it, or run the command in a terminal to be asked.',
		});
	}

	const answer = await prompter.choose(`Set up Wasper at ${domain} on ${place}?`, [
		{value: 'yes', label: 'Yes', detail: 'installs packages, Docker and a firewall there, and sets the DNS record'},
		{value: 'no', label: 'No'},
	]);
	if (answer !== 'yes') {
		throw new CancelledError({cause: 'Not confirmed.', outcome: 'Nothing was begun.'});
	}
}
