import {shells} from '../../command-line/completion/shells.ts';
import {defineVerb} from '../verb.ts';

export const completion = defineVerb({
	name: 'completion',
	summary: 'Print a completion script for your shell',
	purpose:
		'Prints a script that completes commands, flags and values. bash: source <(create-wasper-azure completion bash). zsh: the same, behind compinit. fish: create-wasper-azure completion fish | source. PowerShell: create-wasper-azure completion powershell | Out-String | Invoke-Expression. In the start-up file of the shell it lasts.',
	positional: {placeholder: 'SHELL', help: 'bash, zsh, fish or powershell', required: true, values: shells},
	flags: {},
	shared: [],
	answers: [],
	examples: ['completion bash', 'completion zsh'],
	load: async () => (await import('./run.ts')).run,
});
