import {isInNetwork} from '../../environment/my-address.ts';
import type {Context, SiteContext} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';

const patienceSeconds = 8;
/** The name did not resolve: that says nothing about port 22. */
const noName = new Set(['ENOTFOUND', 'EAI_AGAIN']);

/** Whether the SSH rule lets this computer in. */
export async function checkAddress({choices, gateways}: Context): Promise<Outcome> {
	const {sshFrom} = choices;
	const address = await gateways.myAddress();
	return sshFrom === '*' || isInNetwork(address, sshFrom)
		? passed(`${address}, and SSH is open to ${sshFrom === '*' ? 'everyone' : sshFrom}`)
		: failed(
				`SSH would be open to ${sshFrom} only, and this computer is ${address}: it could not connect to the VM that it creates.`,
				`Use --ssh-from ${address}/32, or run the command from there.`,
				`own address ${address}, SSH from ${sshFrom}`,
			);
}

/** Whether this network allows outbound SSH: tried with a server that is known to listen. */
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
			? unknown(`${name} did not resolve here, so SSH could not be tried.`, reason)
			: failed(
					'This network blocks outbound SSH: the machine could not be set up.',
					'Use another network, or have outbound port 22 allowed. WASPER_SSH_PROBE=host:port sets another server to try.',
					`${name}: ${reason}`,
				);
	}
}
