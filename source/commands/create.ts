import type {Arguments} from '../answers/arguments.ts';
import type {Choices} from '../deployment/choices.ts';
import {complete} from '../answers/complete.ts';
import {gatherGiven} from '../answers/given.ts';
import {describeBill, monthlyTotal} from '../deployment/bill.ts';
import {describeDeployment, type Deployment} from '../deployment/deployment.ts';
import {exitCodes, UsageError} from '../errors/kinds.ts';
import {keepPassword} from '../environment/kept-password.ts';
import {deploymentFolder} from '../environment/paths.ts';
import {shortPath} from '../environment/short-path.ts';
import {generateKeyPair} from '../host/ssh-keys.ts';
import type {Summary} from '../runner/events.ts';
import {steps} from '../steps/catalogue.ts';
import {openFaces} from './faces.ts';
import {run} from './run.ts';
import {Worlds, type OpenedWorld} from './worlds.ts';

/** First-time setup and repair: answers, then one walk that makes everything right. */
export async function create(parsed: Arguments): Promise<number> {
	const faces = openFaces(parsed.flags);
	const worlds = new Worlds(parsed.flags);
	try {
		const given = await gatherGiven(parsed, process.env);
		const choices = faces.asks ? await faces.wizard({given, openWorld: worlds.open}) : await complete({given, openWorld: worlds.open});
		if (choices === 'quit') {
			return exitCodes.cancelled;
		}

		const world = await worlds.open(choices.target);
		const deployment = await describe(choices, world);
		if (!faces.asks && !parsed.flags.yes) {
			throw unconfirmed(deployment);
		}

		const {owner, secrets} = await keepSecrets(choices);
		return await run({
			mode: 'create',
			deployment: {...deployment, choices: {...choices, owner}},
			gateways: world.gateways(choices),
			steps,
			pace: world.pace,
			reporters: await faces.reporters(),
			summary: planes => summarize(deployment, secrets, planes),
		});
	} finally {
		await worlds.close();
	}
}

/** The desired deployment: choices, with what the world says of the size and its price, and a host key for the machine. */
async function describe(choices: Choices, world: OpenedWorld): Promise<Deployment> {
	const [sizes, prices, hostKey] = await Promise.all([
		world.sizes(choices.subscription.id, choices.region),
		world.prices(choices.region, [choices.size]),
		generateKeyPair(choices.domain),
	]);
	const size = sizes.find(({name}) => name === choices.size);
	if (!size) {
		throw new Error(`the size ${choices.size} was offered and then was gone`);
	}

	return describeDeployment(choices, size, hostKey, describeBill(size, prices));
}

/** The owner with the password that counts, and where secrets are kept. */
async function keepSecrets({owner, domain, sshKey}: Choices): Promise<Pick<Choices, 'owner'> & Pick<Summary, 'secrets'>> {
	const kept = owner.generated ? await keepPassword(deploymentFolder(domain), owner.password) : undefined;
	return {
		owner: {...owner, ...(kept && {password: kept.password})},
		secrets: [
			...(kept ? [{what: "Owner's password", where: shortPath(kept.path)}] : []),
			{what: 'SSH key', where: shortPath(sshKey.privateKeyPath)},
			{what: 'Keys of Wasper and its database', where: 'on the machine, readable by root only'},
		],
	};
}

/** Nobody was asked, and `--yes` was not given: no money is spent on that. */
function unconfirmed({choices, bill}: Deployment): UsageError {
	return new UsageError({
		code: 'unconfirmed',
		cause: `Nobody has confirmed this yet: Wasper at ${choices.domain}, on a ${choices.size} in ${choices.region}, for ${monthlyTotal(bill).toFixed(2)} USD a month.`,
		outcome: 'Nothing was begun.',
		next: 'Add --yes to confirm it, or run the command in a terminal to be asked.',
	});
}

function summarize({choices, url, adminUser, bill}: Deployment, secrets: Summary['secrets'], planes: Summary['planes']): Summary {
	return {
		url,
		owner: choices.owner.email,
		secrets,
		monthly: monthlyTotal(bill),
		budget: choices.budget,
		planes,
		sandbox: choices.target === 'sandbox',
		next: [
			`Open ${url} and sign in as ${choices.owner.email}`,
			`ssh -i ${shortPath(choices.sshKey.privateKeyPath)} ${adminUser}@${choices.domain}`,
		],
	};
}
