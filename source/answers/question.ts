/** The questions in the order in which they are asked: each stands behind those that it needs. */
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

/** The questions about a machine that stands already, in the order in which they are asked: nothing of Azure. */
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

/** Whether `key` is asked about a machine that stands already. */
export function isAskedOnMachine(key: QuestionKey): boolean {
	return onMachineKeys.some(asked => asked === key);
}

/** Questions whose answers never appear in argv, on a screen or in a log. */
export type SecretKey = 'cloudflareToken' | 'ownerPassword';

/** Whether the answer to `key` is a secret. */
export function isSecretKey(key: QuestionKey): key is SecretKey {
	return key === 'cloudflareToken' || key === 'ownerPassword';
}

export interface Question {
	kind: 'text' | 'choice' | 'secret' | 'number';
	/** Short name for headers, records and the review. */
	title: string;
	/** What the wizard asks. */
	text: string;
	/** One line beneath the question: what the answer is used for. */
	hint: string;
	/** Long name of the flag, without dashes; for a secret, the flag names a file. */
	flag?: string;
	/** What stands behind the flag in `--help`; absent for a switch. */
	placeholder?: string;
	/** The flag's line in `--help`. */
	help: string;
	variable: string;
	choices?: readonly string[];
	/** The default, or in words where it comes from. */
	fallback?: string;
	/** Questions whose answers this one's answer depends on. */
	needs: readonly QuestionKey[];
	/** False for what is only offered in the review. */
	asked: boolean;
}
