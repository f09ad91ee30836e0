import {program, type CompletedFlag, type CompletedValue, type CompletedVerb} from './model.ts';

/** For zsh with compinit loaded. */
export function zshScript(verbs: readonly CompletedVerb[]): string {
	const [first] = verbs;
	return `#compdef ${program}
# Completion of ${program} for zsh.
_create_wasper_azure() {
	local -a verbs
	verbs=(
${verbs.map(({name, summary}) => `		${quote(`${name}:${summary}`)}`).join('\n')}
	)
	local word verb=''
	for word in "\${(@)words[2,CURRENT-1]}"; do
		if (( \${verbs[(I)$word:*]} )); then
			verb=$word
			break
		fi
	done
	case $verb in
${verbs.map(verb => `	${verb.name}) _arguments ${[`'1: :'`, ...(verb.positional ? [argument(verb.positional)] : []), ...verb.flags.map(flag => spec(flag))].join(' ')} ;;`).join('\n')}
	*)
		if [[ $PREFIX == -* ]]; then
			_arguments ${(first?.flags ?? []).map(flag => spec(flag)).join(' ')}
		else
			_describe command verbs
		fi
		;;
	esac
}
if [[ \${funcstack[1]} == _create_wasper_azure ]]; then
	_create_wasper_azure "$@"
else
	compdef _create_wasper_azure ${program}
fi
`;
}

/** `'--since[Only lines since then]:value:'` */
function spec({name, help, takesValue, ...value}: CompletedFlag): string {
	const text = help.replaceAll(/[[\]:]/g, String.raw`\$&`);
	return quote(`--${name}[${text}]${takesValue ? `:value:${action(value)}` : ''}`);
}

function argument({placeholder, ...value}: CompletedValue & {placeholder: string}): string {
	return quote(`2:${placeholder}:${action(value)}`);
}

function action({words, files}: CompletedValue): string {
	return files ? '_files' : words.length > 0 ? `(${words.join(' ')})` : ' ';
}

function quote(text: string): string {
	return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
