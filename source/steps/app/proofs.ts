import type {MachineContext as Context} from '../step.ts';

type MachineContext = Context<{ip: {ip: string}}>;

/** One thing that a visitor sees, and whether it is right. */
export interface PublicProof {
	/** `name`, `certificate`, `redirect` … */
	id: string;
	right: boolean;
	/** One line, right or wrong. */
	seen: string;
}

/** Everything that must be true from outside, tested side by side, at the address that public DNS gives. */
export async function gatherProofs(context: MachineContext): Promise<PublicProof[]> {
	const {deployment, gateways, signal, needs} = context;
	const {domain} = deployment.choices;
	const {outside} = gateways;
	const {ip} = needs.ip;
	return Promise.all([
		proveName(context),
		outside
			.certificate(domain, ip, signal)
			.then(({trusted, issuer, expires, problem}) =>
				trusted
					? right('certificate', `certificate chain trusted: ${issuer}, until ${expires.slice(0, 10)}`)
					: wrong('certificate', `certificate: ${[problem, issuer].filter(Boolean).join(', issued by ')}`),
			),
		outside.httpRedirect(domain, ip, signal).then(({status, location}) => {
			const goes = location !== undefined && URL.canParse(location) && new URL(location).origin === deployment.url;
			return status >= 300 && status < 400 && goes
				? right('redirect', `http redirects to https (${status})`)
				: wrong(
						'redirect',
						`http: ${status === 0 ? 'nothing answers on port 80' : `HTTP ${status}${location ? ` to ${location}` : ''} instead of a redirect to ${deployment.url}`}`,
					);
		}),
		outside
			.health(domain, ip, signal)
			.then(({healthy, detail}) => (healthy ? right('health', `health: ${detail}`) : wrong('health', `health: ${detail}`))),
		outside
			.webSocket(domain, ip, signal)
			.then(({open, detail}) => (open ? right('web-socket', `WebSocket: ${detail}`) : wrong('web-socket', `WebSocket: ${detail}`))),
		outside
			.signUpClosed(domain, ip, signal)
			.then(closed => (closed ? right('sign-up', 'public sign-up is closed') : wrong('sign-up', 'public sign-up is not proven closed'))),
	]);
}

async function proveName({deployment, gateways, signal, needs}: MachineContext): Promise<PublicProof> {
	const {domain} = deployment.choices;
	const {ip} = needs.ip;
	const answers = await gateways.dns.askPublic(domain, signal);
	const heard = answers.filter(({error}) => !error);
	const agree = heard.length > 0 && heard.every(({addresses, strays}) => strays.length === 0 && addresses.join() === ip);
	return agree
		? right('name', `${domain} is ${ip} at ${heard.map(({server}) => server).join(', ')}`)
		: wrong(
				'name',
				`${domain}: ${answers.map(({server, addresses, strays, error}) => `${server} says ${error ?? ([...addresses, ...strays].join(', ') || 'nothing')}`).join('; ')}`,
			);
}

function right(id: string, seen: string): PublicProof {
	return {id, right: true, seen};
}

function wrong(id: string, seen: string): PublicProof {
	return {id, right: false, seen};
}
