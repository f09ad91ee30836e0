import {program, type CompletedFlag, type CompletedValue, type CompletedVerb} from './model.ts';

/** For bash 3.2 or newer, without the package bash-completion. */
export function bashScript(verbs: readonly CompletedVerb[]): string {
	const [first] = verbs;
	const flagLines = (flags: readonly CompletedFlag[]) => flags.map(({name}) => `--${name}`).join(' ');
	const valued = new Map(verbs.flatMap(({flags}) => flags.filter(({takesValue}) => takesValue).map(flag => [flag.name, flag] as const)));
	return `# Completion of ${program} for bash.
_create_wasper_azure() {
	local word verb='' current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
	COMPREPLY=()
	case $previous in
${[...valued.values()].map(flag => `	--${flag.name}) ${reply(flag)} return ;;`).join('\n')}
	esac
	for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $word in
		${verbs.map(({name}) => name).join(' | ')})
			verb=$word
			break
			;;
		esac
	done
	case $verb in
${verbs
	.map(
		({name, flags, positional}) =>
			`	${name}) if [[ $current == -* ]]; then ${words(flagLines(flags))} else ${positional ? reply(positional) : ':;'} fi ;;`,
	)
	.join('\n')}
	*) if [[ $current == -* ]]; then ${words(flagLines(first?.flags ?? []))} else ${words(verbs.map(({name}) => name).join(' '))} fi ;;
	esac
}
complete -F _create_wasper_azure ${program}
`;
}

function reply({words: choices, files}: CompletedValue): string {
	return files ? 'COMPREPLY=($(compgen -f -- "$current"));' : choices.length > 0 ? words(choices.join(' ')) : ':;';
}

function words(list: string): string {
	return `COMPREPLY=($(compgen -W '${list}' -- "$current"));`;
}
