import {program, type CompletedFlag, type CompletedVerb} from './model.ts';

/** For fish 3 or newer. */
export function fishScript(verbs: readonly CompletedVerb[]): string {
	const names = verbs.map(({name}) => name).join(' ');
	const none = `not __fish_seen_subcommand_from ${names}`;
	return [
		`# Completion of ${program} for fish.`,
		`complete -c ${program} -f`,
		...verbs.map(({name, summary}) => `complete -c ${program} -n ${quote(none)} -a ${name} -d ${quote(summary)}`),
		...(verbs[0]?.flags ?? []).map(flag => flagLine(flag, none)),
		...verbs.flatMap(({name, flags, positional}) => {
			const seen = `__fish_seen_subcommand_from ${name}`;
			return [
				...(positional && positional.words.length > 0
					? [`complete -c ${program} -n ${quote(seen)} -a ${quote(positional.words.join(' '))}`]
					: positional?.files
						? [`complete -c ${program} -n ${quote(seen)} -F`]
						: []),
				...flags.map(flag => flagLine(flag, seen)),
			];
		}),
		'',
	].join('\n');
}

function flagLine({name, help, takesValue, words, files}: CompletedFlag, condition: string): string {
	const value = takesValue ? (files ? ' -r -F' : words.length > 0 ? ` -x -a ${quote(words.join(' '))}` : ' -x') : '';
	return `complete -c ${program} -n ${quote(condition)} -l ${name}${value} -d ${quote(help)}`;
}

function quote(text: string): string {
	return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
