import {defineQuestion} from '../question.ts';

/** Loads what it needs of Node with the first address that is checked. */
const check = async (text: string) => (await import('../checks/ssh-from.ts')).checkSshFrom(text);

export const sshFrom = defineQuestion('sshFrom', {
	kind: 'text',
	part: 'Access',
	title: 'SSH from',
	text: 'Which IP addresses may connect over SSH?',
	hint: 'Your own address is the safe choice; 203.0.113.0/24 or * allows more.',
	flag: 'ssh-from',
	placeholder: 'CIDR',
	help: 'IP address or range that may connect over SSH, * for all',
	variable: 'WASPER_SSH_FROM',
	fallback: 'your own address',
	example: '203.0.113.7/32',
	needs: ['target'],
	asked: true,
	check,
	validate: check,
	suggest: async ({cached}) => ({text: `${await cached.myAddress()}/32`}),
	show: value => (value === '*' ? 'everywhere' : value),
});
