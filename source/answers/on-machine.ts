import type {SiteChoices} from '../deployment/choices.ts';
import {UsageError} from '../errors/kinds.ts';
import type {Settled} from './answers.ts';
import {splitName} from './finish.ts';
import type {Form} from './form.ts';
import {siteSections, sshKeyLine} from './review.ts';
import {onMachineKeys, questions} from './questions.ts';

/** Choices for a machine that stands already. Throws when an answer is missing. */
export function choicesOnMachine(settled: Settled): SiteChoices {
	const {target, cloudflareToken, domain, sshKey, ownerEmail, ownerName, ownerPassword, certificateContact, release} = settled;
	if (!target || !cloudflareToken || !domain || !sshKey || !ownerEmail || !ownerName || !ownerPassword || !certificateContact || !release) {
		const missing = onMachineKeys.filter(key => settled[key] === undefined).map(key => questions[key].title);
		throw new UsageError({code: 'answers.missing', cause: `Not answered: ${missing.join(', ')}.`, outcome: 'Nothing was begun.'});
	}

	return {
		target,
		release,
		domain: domain.name,
		zone: {id: domain.zone.id, name: domain.zone.name, nameServers: domain.zone.nameServers},
		cloudflareToken: cloudflareToken.token,
		sshKey: {privateKeyPath: sshKey.path},
		owner: {email: ownerEmail, ...splitName(ownerName), ...ownerPassword},
		certificateContact,
	};
}

/** Everything about a machine that stands already. `place` is `user@address`. */
export function machineForm(place: string): Form<SiteChoices> {
	return {
		title: `Wasper on ${place}`,
		keys: onMachineKeys,
		confirm: `Set all of this up on ${place}`,
		confirmBriefly: 'Set it up',
		review: async settled => ({
			sections: [
				{
					title: 'Machine',
					lines: [
						{title: 'Address', text: place},
						{title: 'Packages', text: 'Docker, firewall, fail2ban, time and security updates'},
						sshKeyLine(settled),
					],
				},
				...siteSections(settled),
			],
		}),
		finish: async settled => choicesOnMachine(settled),
	};
}
