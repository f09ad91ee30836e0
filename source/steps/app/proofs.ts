import type {MachineContext} from '../step.ts';

/** One thing that a stranger sees, and whether it is right. */
export interface PublicProof {
	right: boolean;
	/** One line, right or wrong. */
	seen: string;
}

/** Everything that must be true from outside, looked at side by side, at the address that public DNS gives. */
export async function gatherProofs(context: MachineContext): Promise<PublicProof[]> {
	const {deployment, gateways, signal, result} = context;
	const {domain} = deployment.choices;
	const {outside} = gateways;
	const {ip} = result('azure.address');
	return Promise.all([
		proveName(context),
		outside
			.certificate(domain, ip, signal)
			.then(({trusted, issuer, expires, problem}) =>
				trusted
					? right(`certificate chain trusted: ${issuer}, until ${expires.slice(0, 10)}`)
					: wrong(`certificate: ${[problem, issuer].filter(Boolean).join(', issued by ')}`),
			),
		outside.httpRedirect(domain, ip, signal).then(({status, location}) => {
			const goes = location !== undefined && URL.canParse(location) && new URL(location).origin === deployment.url;
			return status >= 300 && status < 400 && goes
				? right(`http redirects to https (${status})`)
				: wrong(
						`http: ${status === 0 ? 'nothing answers on port 80' : `HTTP ${status}${location ? ` to ${location}` : ''} instead of a redirect to ${deployment.url}`}`,
					);
		}),
		outside.health(domain, ip, signal).then(({healthy, detail}) => (healthy ? right(`health: ${detail}`) : wrong(`health: ${detail}`))),
		outside.webSocket(domain, ip, signal).then(({open, detail}) => (open ? right(`WebSocket: ${detail}`) : wrong(`WebSocket: ${detail}`))),
		outside
			.signUpClosed(domain, ip, signal)
			.then(closed => (closed ? right('sign-up is closed to strangers') : wrong('sign-up is not proven closed to strangers'))),
	]);
}

async function proveName({deployment, gateways, signal, result}: MachineContext): Promise<PublicProof> {
	const {domain} = deployment.choices;
	const {ip} = result('azure.address');
	const answers = await gateways.dns.askPublic(domain, signal);
	const heard = answers.filter(({error}) => !error);
	const agree = heard.length > 0 && heard.every(({addresses, strays}) => strays.length === 0 && addresses.join() === ip);
	return agree
		? right(`${domain} is ${ip} at ${heard.map(({server}) => server).join(', ')}`)
		: wrong(
				`${domain}: ${answers.map(({server, addresses, strays, error}) => `${server} says ${error ?? ([...addresses, ...strays].join(', ') || 'nothing')}`).join('; ')}`,
			);
}

function right(seen: string): PublicProof {
	return {right: true, seen};
}

function wrong(seen: string): PublicProof {
	return {right: false, seen};
}
