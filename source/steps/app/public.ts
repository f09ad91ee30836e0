import {setTimeout as pause} from 'node:timers/promises';
import {ExternalError} from '../../errors/kinds.ts';
import {handle} from '../handle.ts';
import type {Machine} from '../machine.ts';
import {machineStep} from '../step.ts';
import {certificate} from '../tls/certificate.ts';
import {ownerAccount} from './owner.ts';
import {gatherProofs, type PublicProof} from './proofs.ts';

/** How long the last proof may take, in milliseconds. */
export interface PublicTiming {
	deadline: number;
	pause: number;
}

const usual: PublicTiming = {deadline: 120_000, pause: 3000};

/** The site, proven from outside. */
const publicSite = handle<{url: string; proofs: string[]}>('app.public');

/** The last proof, from outside, as a visitor sees it. Changes nothing; waits a little for what still takes effect. */
export function publicStep(machine: Machine, timing: PublicTiming = usual) {
	return machineStep({
		id: 'app.public',
		plane: 'app',
		title: 'Test it from outside',
		needs: {ip: machine.address, certificate: certificate(machine), owner: ownerAccount(machine)},
		gives: publicSite,

		async inspect(context) {
			const proofs = await gatherProofs(context);
			const {url} = context.deployment;
			const missing = lines(proofs, false);
			return missing.length === 0
				? {evidence: lines(proofs, true).join('; '), findings: [], result: {url, proofs: lines(proofs, true)}}
				: {
						evidence: `${missing.length} of ${proofs.length} tests from outside fail`,
						findings: proofs
							.filter(({right}) => !right)
							.map(({id, seen}) => ({
								code: `app.public.${id}`,
								state: 'broken',
								evidence: seen,
								cause: `From outside: ${seen}.`,
								fix: `Tests again for ${Math.round(timing.deadline / 60_000)} minutes.`,
							})),
					};
		},

		async apply(context) {
			const started = performance.now();
			let said = '';
			for (;;) {
				const proofs = await gatherProofs(context);
				const missing = lines(proofs, false);
				if (missing.length === 0) {
					return {url: context.deployment.url, proofs: lines(proofs, true)};
				}

				const elapsed = performance.now() - started;
				if (elapsed + timing.pause >= timing.deadline) {
					throw unproven(context.deployment.url, proofs, timing);
				}

				if (missing.join() !== said) {
					said = missing.join();
					context.say(`Still failing from outside: ${missing.join('; ')}`);
				}

				await pause(timing.pause, undefined, {signal: context.signal});
			}
		},
	});
}

function lines(proofs: PublicProof[], right: boolean): string[] {
	return proofs.filter(proof => proof.right === right).map(({seen}) => seen);
}

function unproven(url: string, proofs: PublicProof[], timing: PublicTiming): ExternalError {
	return new ExternalError({
		code: 'app.notPublic',
		cause: `${url} does not work from outside, ${Math.round(timing.deadline / 60_000)} min after everything was set up: ${lines(proofs, false).join('; ')}.`,
		outcome: 'Everything was created and is kept.',
		next: 'Run the same command again: it checks everything again. If only this network is to blame (a proxy, a filter), open the address from another one.',
		evidence: proofs.map(({right, seen}) => `${right ? 'right' : 'wrong'}: ${seen}`),
	});
}
