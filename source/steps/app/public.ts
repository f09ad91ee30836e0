import {setTimeout as pause} from 'node:timers/promises';
import {ExternalError} from '../../errors/kinds.ts';
import type {MachineStep} from '../step.ts';
import {gatherProofs, type PublicProof} from './proofs.ts';

/** How long the last proof may take, in milliseconds. */
export interface PublicTiming {
	deadline: number;
	pause: number;
}

const usual: PublicTiming = {deadline: 120_000, pause: 3000};

/** The last proof, from outside, as a stranger sees it. Changes nothing; waits a little for what is still settling. */
export function publicStep(timing: PublicTiming = usual): MachineStep<'app.public'> {
	return {
		id: 'app.public',
		plane: 'app',
		title: 'Prove it from outside',
		needs: ['azure.address', 'tls.certificate', 'app.owner'],

		async inspect(context) {
			const proofs = await gatherProofs(context);
			const missing = lines(proofs, false);
			return missing.length === 0
				? {state: 'ok', evidence: lines(proofs, true).join('; '), result: {url: context.deployment.url, proofs: lines(proofs, true)}}
				: {
						state: 'broken',
						evidence: missing.join('; '),
						cause: `From outside, ${missing.length} of ${proofs.length} things are not right: ${missing.join('; ')}.`,
						fix: 'Looks again for two minutes.',
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
					context.say(`Not yet right from outside: ${missing.join('; ')}`);
				}

				await pause(timing.pause, undefined, {signal: context.signal});
			}
		},
	};
}

function lines(proofs: PublicProof[], right: boolean): string[] {
	return proofs.filter(proof => proof.right === right).map(({seen}) => seen);
}

function unproven(url: string, proofs: PublicProof[], timing: PublicTiming): ExternalError {
	return new ExternalError({
		code: 'app.notPublic',
		cause: `${url} is not right as seen from outside, ${Math.round(timing.deadline / 60_000)} min after everything was set up: ${lines(proofs, false).join('; ')}.`,
		outcome: 'Everything was made and is kept.',
		next: 'Run the same command again: it looks at every part anew. If only this network is to blame (a proxy, a filter), open the address from another one.',
		evidence: proofs.map(({right, seen}) => `${right ? 'right' : 'wrong'}: ${seen}`),
	});
}
