import {shortPath} from '../../environment/short-path.ts';
import {right} from '../answers.ts';
import {checkKeyPath} from '../checks/checks.ts';
import {defineQuestion} from '../question.ts';

export const sshKey = defineQuestion('sshKey', {
	kind: 'choice',
	part: 'Access',
	title: 'SSH key',
	text: 'Which SSH key should have access?',
	hint: 'Only the public key leaves this computer.',
	flag: 'ssh-key',
	placeholder: 'PATH',
	help: 'Private SSH key; created if it does not exist',
	variable: 'WASPER_SSH_KEY',
	fallback: 'newest in ~/.ssh',
	needs: ['target'],
	asked: true,
	check: checkKeyPath,
	async validate(text, {cached}) {
		const verdict = checkKeyPath(text);
		if (!verdict.ok) {
			return verdict;
		}
		const key = await cached.source.findSshKey(verdict.value);
		return right({path: verdict.value, ...(key && {publicKey: key.publicKey})});
	},
	async suggest({cached}) {
		const [newest] = await cached.sshKeys();
		return {text: newest?.path ?? cached.source.newKeyPath};
	},
	typed: ({path}) => path,
	show: ({path, publicKey}) => `${shortPath(path)}${publicKey ? '' : ' (new)'}`,
});
