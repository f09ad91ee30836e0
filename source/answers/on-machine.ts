import type {SiteChoices} from '../deployment/choices.ts';
import type {Answered} from './answers.ts';
import {splitName} from './finish.ts';
import type {Form} from './form.ts';
import {answerLine, siteSections} from './review.ts';
import {onMachineKeys} from './questions.ts';

type OnMachineKey = (typeof onMachineKeys)[number];

/** Choices for an existing machine. */
export function choicesOnMachine({domain, sshKey, ...answered}: Answered<OnMachineKey>): SiteChoices {
	return {
		target: answered.target,
		release: answered.release,
		domain: domain.name,
		zone: {id: domain.zone.id, name: domain.zone.name, nameServers: domain.zone.nameServers},
		cloudflareToken: answered.cloudflareToken.token,
		sshKey: {privateKeyPath: sshKey.path},
		owner: {email: answered.ownerEmail, ...splitName(answered.ownerName), ...answered.ownerPassword},
		certificateContact: answered.certificateContact,
	};
}

/** Everything about an existing machine. `place` is `user@address`. */
export function machineForm(place: string): Form<SiteChoices, OnMachineKey> {
	return {
		title: `Wasper on ${place}`,
		keys: onMachineKeys,
		confirm: `Set all of this up on ${place}`,
		confirmBriefly: 'Set it up',
		review: async answered => ({
			sections: [
				{
					title: 'Machine',
					lines: [
						{title: 'Address', text: place},
						{title: 'Packages', text: 'Docker, firewall, fail2ban, time and security updates'},
						answerLine('sshKey', answered),
					],
				},
				...siteSections(answered),
			],
		}),
		finish: async answered => choicesOnMachine(answered),
	};
}
