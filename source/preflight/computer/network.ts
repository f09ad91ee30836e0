import {isInNetwork} from '../../environment/my-address.ts';
import type {Context, SiteContext} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';

const patienceSeconds = 8;
/** Nobody could be asked: that says nothing about port 22. */
const noName = new Set(['ENOTFOUND', 'EAI_AGAIN']);

/** Whether this computer is among those that may reach SSH. */
export async function checkAddress({choices, gateways}: Context): Promise<Outcome> {
	const {sshFrom} = choices;
	const address = await gateways.myAddress();
	return sshFrom === '*' || isInNetwork(address, sshFrom)
		? passed(`${address}, and SSH is open to ${sshFrom === '*' ? 'everybody' : sshFrom}`)
		: failed(
				`SSH is to be open to ${sshFrom}, and this computer is ${address}: it could not reach the machine that it makes.`,
				`Give --ssh-from ${address}/32, or run the command from there.`,
				`own address ${address}, SSH from ${sshFrom}`,
			);
}

/** Whether this network lets SSH out: tried at a server that is known to listen. */
export async function checkPort22({gateways, signal}: SiteContext): Promise<Outcome> {
	const {name, greet} = gateways.sshProbe;
	try {
		const greeting = await greet(AbortSignal.any([signal, AbortSignal.timeout(patienceSeconds * 1000)]));
		return passed(`${name} answers ${greeting}`);
	} catch (error) {
		signal.throwIfAborted();
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		const reason = error instanceof Error && error.name === 'AbortError' ? `no answer within ${patienceSeconds} s` : code || String(error);
		return noName.has(code)
			? unknown(`${name} has no address here, so SSH could not be tried.`, reason)
			: failed(
					'This network does not let SSH out: the machine would be made, and could not be set up.',
					'Use another network, or have port 22 opened. WASPER_SSH_PROBE=host:port names another server to try.',
					`${name}: ${reason}`,
				);
	}
}
