import type {Deployment} from '../deployment/deployment.ts';

/** Parameters that the user of an export supplies: keys are never in the file. */
export interface Parameter {
	description: string;
	secret: boolean;
	/** What the operator has chosen already. */
	fallback?: string;
}

export type ParameterName = 'hostPrivateKey' | 'hostPublicKey' | 'sshPublicKey';
export type Parameters = Record<ParameterName, Parameter>;

/** The parameters of an export of `deployment`. */
export function parametersOf({choices}: Deployment): Parameters {
	const {publicKey} = choices.sshKey;
	return {
		hostPrivateKey: {
			description: "Private half of the machine's SSH host key, as ssh-keygen -t ed25519 -N '' writes it",
			secret: true,
		},
		hostPublicKey: {description: 'Its public half without the comment: ssh-ed25519 AAAA…', secret: false},
		sshPublicKey: {
			description: 'Public half of the key that opens the machine to its administrator',
			secret: false,
			...(publicKey && {fallback: publicKey}),
		},
	};
}

/** The deployment with a mark in the place of each parameter's value. */
export function withMarks(deployment: Deployment): Deployment {
	const {choices} = deployment;
	return {
		...deployment,
		choices: {...choices, sshKey: {...choices.sshKey, publicKey: mark('sshPublicKey')}},
		hostKey: {publicKey: mark('hostPublicKey'), privateKey: mark('hostPrivateKey')},
	};
}

/** The parameter whose mark this text is. */
export function parameterOf(text: string): ParameterName | undefined {
	return (['hostPrivateKey', 'hostPublicKey', 'sshPublicKey'] as const).find(name => mark(name) === text);
}

function mark(name: ParameterName): string {
	return `«${name}»`;
}
