/** The questions in the order in which they are asked: each comes after those that it needs. */
export const questionKeys = [
	'target',
	'signIn',
	'subscription',
	'currency',
	'region',
	'size',
	'cloudflareToken',
	'domain',
	'sshFrom',
	'sshKey',
	'release',
	'ownerEmail',
	'ownerName',
	'ownerPassword',
	'certificateContact',
	'budget',
	'osDisk',
	'ubuntu',
	'resourceGroup',
] as const;

export type QuestionKey = (typeof questionKeys)[number];

/** The questions for an existing machine (`--host`), in the order in which they are asked: nothing about Azure. */
export const onMachineKeys = [
	'target',
	'cloudflareToken',
	'domain',
	'sshKey',
	'release',
	'ownerEmail',
	'ownerName',
	'ownerPassword',
	'certificateContact',
] as const satisfies QuestionKey[];

/** Whether `key` is asked for an existing machine. */
export function isAskedOnMachine(key: QuestionKey): boolean {
	return onMachineKeys.some(asked => asked === key);
}

/** Questions whose answers never appear in argv, on a screen or in a log. */
export type SecretKey = 'cloudflareToken' | 'ownerPassword';

/** Whether the answer to `key` is a secret. */
export function isSecretKey(key: QuestionKey): key is SecretKey {
	return key === 'cloudflareToken' || key === 'ownerPassword';
}
